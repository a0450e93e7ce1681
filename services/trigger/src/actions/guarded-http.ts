import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { AppError, type Http } from '@portal-sync/kernel';
import { Agent, fetch } from 'undici';
import { isAllowedAddress } from './allowed-address.ts';
import { urlFault } from './webhook-url.ts';

export interface GuardOptions {
  readonly allowLoopback: boolean;
  /** Resolves names; the system's by default. */
  readonly lookup?: typeof systemLookup;
}

const blocked = (): AppError => new AppError('refused', { detail: 'Webhooks go to public addresses only.' });

/**
 * The door to addresses that agencies choose. The address that was checked is the one that is dialled: names are resolved and judged in the
 * connection's own lookup, so that a second resolution cannot give another answer (DNS rebinding). A name with any refused address is
 * refused. Rejects with an AppError `refused` in its chain of causes.
 */
export function createGuardedHttp(options: GuardOptions): { readonly http: Http; close(): Promise<void> } {
  const agent = new Agent({
    connect: { lookup: guardedLookup(options), timeout: 10_000 },
    headersTimeout: 15_000,
    bodyTimeout: 5_000,
    maxHeaderSize: 16_384,
    maxResponseSize: 65_536,
  });
  return {
    async http(url, init) {
      if (urlFault(String(url), options) !== undefined) throw blocked();
      return (await fetch(url, { ...(init as object), redirect: 'manual', dispatcher: agent })) as unknown as Response;
    },
    close: () => agent.destroy(),
  };
}

export function guardedLookup({ allowLoopback, lookup = systemLookup }: GuardOptions): LookupFunction {
  return (hostname, options, callback) => {
    if (allowLoopback && /^(.+\.)?localhost$/.test(hostname)) {
      return options.all === true ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);
    }
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isAllowedAddress(address, { allowLoopback }))) return callback(blocked(), '', 0);
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
