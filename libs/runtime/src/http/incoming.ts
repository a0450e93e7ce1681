import type { Caller } from '@portal-sync/contracts';

/** A request as it arrives, before anything is read from it. */
export interface Incoming {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly remote: string;
  readonly requestId: string;
}

/** Finds out who calls. Rejects with AppError `not-signed-in` for a token that does not hold; no token gives `{ kind: 'anyone' }`. */
export type Authenticate = (authorization: string | undefined, request: Incoming) => Promise<Caller>;

/** Who a limit or an idempotency key belongs to. */
export function callerKey(caller: Caller, remote: string): string {
  switch (caller.kind) {
    case 'user':
      return `user:${caller.agencyId}/${caller.userId}`;
    case 'platform':
      return `platform:${caller.agencyId}/${caller.clientId}`;
    case 'service':
      return `service:${caller.name}`;
    case 'operator':
      return 'operator';
    case 'anyone':
      return `remote:${remote}`;
  }
}
