import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Http } from '@portal-sync/kernel';
import { Agent, fetch } from 'undici';

/** `*.localhost` is this machine (RFC 6761 section 6.3). Browsers know that; the system's resolver often does not. */
const lookupLocalhost: LookupFunction = (hostname, options, callback) => {
  if (hostname !== 'localhost' && !hostname.endsWith('.localhost')) return lookup(hostname, options, callback);
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

/** Outgoing HTTP that reaches agencies by their `*.localhost` names, as a browser on this machine does. */
export function createLocalhostHttp(): { readonly http: Http; close(): Promise<void> } {
  const agent = new Agent({ connect: { lookup: lookupLocalhost } });
  const http: Http = async (url, init) => (await fetch(url, { ...(init as object), dispatcher: agent })) as unknown as Response;
  return { http, close: () => agent.close() };
}
