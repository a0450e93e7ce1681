import type { Connection, Product, SyncStatus } from '@portal-sync/contracts';

/** What a product's card has to say. */
export type CardState =
  | { readonly kind: 'free' }
  /** The other calendar product stands in its place. */
  | { readonly kind: 'blocked'; readonly by: Connection }
  | { readonly kind: 'made'; readonly connection: Connection; readonly status: Pick<SyncStatus, 'state' | 'since' | 'lastSuccessAt' | 'reason' | 'targetCalendarName' | 'counts' | 'stopped'> };

/** The one button a connection that needs somebody comes with. */
export type WayOut = 'choose-calendar' | 'connect-again' | 'decide' | 'see-failed' | 'ask-admin' | null;

const EXCLUDES: Readonly<Partial<Record<Product, Product>>> = { 'calendar-2way': 'calendar-1way', 'calendar-1way': 'calendar-2way' };

/** How a product stands for a person. Pure. */
export function cardState(product: Product, connections: readonly Connection[], statuses: readonly SyncStatus[]): CardState {
  const connection = connections.find((one) => one.product === product);
  if (connection !== undefined) return { kind: 'made', connection, status: statuses.find((status) => status.connectionId === connection.id) ?? guess(connection) };
  const other = connections.find((one) => one.product === EXCLUDES[product]);
  return other === undefined ? { kind: 'free' } : { kind: 'blocked', by: other };
}

/** Until the sync has its first word about a new connection, the connection's own state tells. */
function guess(connection: Connection): Extract<CardState, { kind: 'made' }>['status'] {
  const common = { since: connection.since, lastSuccessAt: null, targetCalendarName: null, counts: { linked: 0, waiting: 0, failed: 0 } };
  switch (connection.state) {
    case 'broken':
      return { ...common, state: 'needs-you', reason: 'access-revoked' };
    case 'paused':
      return { ...common, state: 'paused', reason: 'role-excluded' };
    case 'removing':
      return { ...common, state: 'off', reason: 'disconnecting' };
    case 'live':
      return { ...common, state: 'syncing', reason: null };
  }
}

const WAYS: Readonly<Record<string, WayOut>> = {
  'choose-calendar': 'choose-calendar',
  'calendar-gone': 'choose-calendar',
  'not-writable': 'choose-calendar',
  'access-revoked': 'connect-again',
  'scope-missing': 'connect-again',
  'many-deletions': 'decide',
  'many-changes': 'decide',
  'empty-read': 'decide',
  'records-failed': 'see-failed',
  'admin-must-act': 'ask-admin',
};

export const wayOut = (status: Pick<SyncStatus, 'state' | 'reason'>): WayOut => (status.state === 'needs-you' && status.reason !== null ? (WAYS[status.reason] ?? null) : null);
