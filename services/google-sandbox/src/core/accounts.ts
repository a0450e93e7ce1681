import type { World } from './world.ts';

/** A Google account. `sub` is its only key; the e-mail may be shared with nobody else but may change. */
export interface Account {
  readonly sub: string;
  readonly email: string;
  readonly name: string;
  /** The Workspace domain; absent for consumer accounts. */
  readonly hd?: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly weekStart: string;
  readonly format24HourTime: boolean;
  /** A disabled account answers `invalid_grant` and cannot sign in. */
  readonly disabled?: true;
  /** OAuth clients that this account's Workspace admin has blocked, or marked as trusted. */
  readonly blockedClients: readonly string[];
  readonly trustedClients: readonly string[];
}

/** Finds an account by e-mail (any case) or by `sub`. */
export function findAccount(world: World, emailOrSub: string): Account | undefined {
  const bySub = world.state.accounts.get(emailOrSub);
  if (bySub) return bySub;
  const sub = world.state.subByEmail.get(emailOrSub.toLowerCase());
  return sub === undefined ? undefined : world.state.accounts.get(sub);
}

export const accountName = (account: Account): { given: string; family: string } => {
  const [given = account.name, ...rest] = account.name.split(' ');
  return { given, family: rest.join(' ') };
};

/** Whether two addresses lie in one Workspace domain, as `externalOnly` asks. A consumer account has nobody inside. */
export function sameDomain(world: World, organizer: string, guest: string): boolean {
  const hd = findAccount(world, organizer)?.hd;
  return hd !== undefined && guest.toLowerCase().endsWith(`@${hd.toLowerCase()}`);
}
