/** Why a sign-in ends without a person, in words the portal has sentences for. */
export type SignInFailure = 'denied' | 'unknown-person' | 'other-account' | 'link-used' | 'google-failed' | 'expired';

/** Who Google says it is. `sub` is the identity; the address only helps to find an invited person. */
export interface GoogleIdentity {
  readonly sub: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  /** The Workspace domain that vouches for the address; absent for consumer accounts. */
  readonly hd: string | null;
  readonly name: string | null;
}

export interface Bindable {
  readonly id: string;
  readonly sub: string | null;
}

export type BindDecision =
  | { readonly kind: 'known'; readonly userId: string }
  | { readonly kind: 'bind'; readonly userId: string; readonly by: 'invitation' | 'email' }
  | { readonly kind: 'refuse'; readonly reason: Extract<SignInFailure, 'unknown-person' | 'other-account' | 'link-used'> };

/** Which of the agency's people is this? All people passed in are the agency's own and not being removed. */
export function bindPerson(seen: {
  readonly identity: GoogleIdentity;
  /** The person already bound to this Google account. */
  readonly bound: Bindable | undefined;
  /** Null: no link was used. `user` undefined: the link is used, expired or unknown. */
  readonly invitation: { readonly user: Bindable | undefined } | null;
  /** People invited under the account's address. */
  readonly invitedByEmail: readonly Bindable[];
}): BindDecision {
  const { identity, bound, invitation } = seen;
  if (invitation !== null) return byInvitation(identity, bound, invitation.user);
  if (bound !== undefined) return { kind: 'known', userId: bound.id };
  if (!googleVouchesFor(identity)) return refuse('unknown-person');
  const [person, ...more] = seen.invitedByEmail;
  // nobody was invited under this address, or several were: a link has to say who
  if (person === undefined || more.length > 0) return refuse('unknown-person');
  // the person uses another Google account here
  if (person.sub !== null) return refuse('other-account');
  return { kind: 'bind', userId: person.id, by: 'email' };
}

function byInvitation(identity: GoogleIdentity, bound: Bindable | undefined, invited: Bindable | undefined): BindDecision {
  // an old link in the hands of somebody who is known anyway
  if (invited === undefined) return bound === undefined ? refuse('link-used') : { kind: 'known', userId: bound.id };
  if (bound !== undefined) return bound.id === invited.id ? { kind: 'known', userId: bound.id } : refuse('other-account');
  if (invited.sub !== null) return refuse('other-account');
  return { kind: 'bind', userId: invited.id, by: 'invitation' };
}

/** Google owns gmail.com, and vouches for a Workspace domain by `hd`; anybody can have an account with any other address. */
export function googleVouchesFor(identity: GoogleIdentity): boolean {
  const domain = identity.email?.split('@').at(-1)?.toLowerCase();
  if (!identity.emailVerified || domain === undefined) return false;
  return domain === 'gmail.com' || domain === identity.hd?.toLowerCase();
}

const refuse = (reason: Extract<BindDecision, { kind: 'refuse' }>['reason']): BindDecision => ({ kind: 'refuse', reason });
