import { AppError, type Clock, type Http } from '@portal-sync/kernel';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

/** Keys are believed so long, ms. A new key is published at least this long before it signs. */
const KEPT_MS = 10 * 60_000;
/** An unknown `kid` makes us look again, but not more often than this, ms: anyone can send one. */
const COOL_MS = 30_000;

/**
 * A JWKS read over the passed-in HTTP and clock (jose's own remote set uses the machine's), single-flight.
 * Old keys go on serving while the address does not answer; without any key it rejects with AppError `unavailable`.
 */
export function createRemoteKeys({ http, url, clock }: { http: Http; url: string; clock: Clock }): JWTVerifyGetKey {
  let keys: { find: JWTVerifyGetKey; readAt: number } | undefined;
  let triedAt = -Infinity;
  let reading: Promise<void> | undefined;

  const read = (): Promise<void> => {
    reading ??= request().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  async function request(): Promise<void> {
    triedAt = clock.now();
    try {
      const response = await http(url, { headers: { accept: 'application/json' } });
      if (!response.ok) throw new Error(`the key set answered ${response.status}`);
      keys = { find: createLocalJWKSet((await response.json()) as JSONWebKeySet), readAt: clock.now() };
    } catch (error) {
      if (keys === undefined) throw new AppError('unavailable', { cause: error });
    }
  }

  return async (header, token) => {
    if (keys === undefined) await read();
    else if (keys.readAt + KEPT_MS <= clock.now() && triedAt + COOL_MS <= clock.now()) await read();
    const held = keys as unknown as { find: JWTVerifyGetKey };
    try {
      return await held.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || triedAt + COOL_MS > clock.now()) throw error;
      await read();
      return (keys as unknown as { find: JWTVerifyGetKey }).find(header, token);
    }
  };
}
