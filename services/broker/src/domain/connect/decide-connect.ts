import type { Product, Role } from '@portal-sync/contracts';

/** What a connect session is for. */
export type ConnectIntent = 'connect' | 'reconnect' | 'replace' | 'upgrade';

/** What stands in the person's slot for this product. */
export interface Standing {
  readonly connectionId: string;
  readonly product: Product;
  readonly state: 'live' | 'broken' | 'removing';
}

export interface ConnectWish {
  readonly product: Product;
  readonly intent: ConnectIntent;
  /** The connection the wish speaks of; null for a first connect. */
  readonly connectionId: string | null;
  readonly role: Role;
  readonly rolesThatConnect: readonly Role[];
  readonly standing: Standing | undefined;
}

export type ConnectRefusal =
  | 'role-excluded'
  | 'already-connected'
  | 'broken'
  | 'one-way-in-the-way'
  | 'two-way-in-the-way'
  | 'being-disconnected'
  | 'not-that-connection'
  | 'not-an-upgrade';

/** The way out of a refusal, where there is one. */
export type Offer = 'replace' | 'reconnect' | 'upgrade' | 'disconnect-first' | 'wait';

export type ConnectDecision =
  | { readonly kind: 'go' }
  | { readonly kind: 'refuse'; readonly reason: ConnectRefusal; readonly offer?: Offer; readonly connectionId?: string };

/** May this person connect this product now? Asked when a session is opened, and again when it is redeemed. */
export function decideConnect(wish: ConnectWish): ConnectDecision {
  const { standing } = wish;
  // the agency excludes the role: the menu is hidden, the API refuses
  if (!wish.rolesThatConnect.includes(wish.role)) return { kind: 'refuse', reason: 'role-excluded' };
  // something is on its way out: its slot is free when the conversation is over
  if (standing?.state === 'removing') return refuse('being-disconnected', 'wait', standing);
  if (wish.intent === 'connect') return standing === undefined ? { kind: 'go' } : occupied(wish.product, standing);
  // reconnect, replace, upgrade: only the connection that stands there
  if (standing === undefined || standing.connectionId !== wish.connectionId) return { kind: 'refuse', reason: 'not-that-connection' };
  if (wish.intent === 'upgrade') {
    return standing.product === 'calendar-1way' && wish.product === 'calendar-2way' ? { kind: 'go' } : { kind: 'refuse', reason: 'not-an-upgrade' };
  }
  return standing.product === wish.product ? { kind: 'go' } : { kind: 'refuse', reason: 'not-that-connection' };
}

function occupied(product: Product, standing: Standing): ConnectDecision {
  // 1-way is on, 2-way is wanted: upgrade keeps the links
  if (standing.product === 'calendar-1way' && product === 'calendar-2way') return refuse('one-way-in-the-way', 'upgrade', standing);
  // 2-way is on, 1-way is wanted: it has to be disconnected first
  if (standing.product !== product) return refuse('two-way-in-the-way', 'disconnect-first', standing);
  // the same product: one Google account per person and product
  return standing.state === 'broken' ? refuse('broken', 'reconnect', standing) : refuse('already-connected', 'replace', standing);
}

const refuse = (reason: ConnectRefusal, offer: Offer, standing: Standing): ConnectDecision => ({
  kind: 'refuse',
  reason,
  offer,
  connectionId: standing.connectionId,
});
