import { z } from 'zod';

/** A person's part at an agency. The role comes from our record, never from Google. */
export const role = z.enum(['admin', 'staff', 'client', 'prospect']);
export type Role = z.infer<typeof role>;

/** Who calls a route, as the verified token says. */
export type Caller =
  | { readonly kind: 'anyone' }
  | {
      readonly kind: 'user';
      readonly agencyId: string;
      readonly userId: string;
      readonly role: Role;
      /** Set for clients and prospects: the contact they are. */
      readonly contactId?: string | undefined;
    }
  | { readonly kind: 'platform'; readonly agencyId: string; readonly clientId: string }
  /** One of our own services, with a token for audience `internal`. */
  | { readonly kind: 'service'; readonly name: string }
  /** Whoever runs the product, with a token of their own for audience `internal`. Belongs to no agency and sees no agency's records. */
  | { readonly kind: 'operator' };

export type UserCaller = Extract<Caller, { kind: 'user' }>;
/** A caller who belongs to an agency. */
export type AgencyCaller = Extract<Caller, { kind: 'user' | 'platform' }>;

/**
 * Who may call a route: for each role how far it reaches. `own` = records that are the caller's own, `agency` = all of the caller's agency.
 * Closed by default: who is not named is refused. `anyone` needs no token; `service` is for our own services, `operator` for
 * whoever runs the product; neither opens the other's routes, and the gateway exposes none of them.
 */
export type Who = 'anyone' | 'service' | 'operator' | Partial<Record<Role | 'platform', 'own' | 'agency'>>;

/** Name of the operator's OAuth client at the broker, and subject of its tokens. No service may have it. */
export const OPERATOR_CLIENT = 'operator';

/** How far this caller reaches on a route, or undefined when it is not for them. */
export function reachOf(who: Who, caller: Caller): 'open' | 'own' | 'agency' | undefined {
  if (who === 'anyone') return 'open';
  if (who === 'service' || who === 'operator') return caller.kind === who ? 'open' : undefined;
  if (caller.kind === 'user') return who[caller.role];
  if (caller.kind === 'platform') return who.platform;
  return undefined;
}
