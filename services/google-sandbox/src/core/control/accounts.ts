import { findAccount } from '../accounts.ts';
import type { Account } from '../accounts.ts';
import { newSub } from '../world.ts';
import type { World } from '../world.ts';
import { addPrimary } from '../calendar/create.ts';
import { addSecondary } from './calendars.ts';
import type { NewCalendar } from './calendars.ts';
import { ControlError } from './control-error.ts';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly sub?: string | undefined;
  readonly hd?: string | undefined;
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly weekStart?: string | undefined;
  readonly format24HourTime?: boolean | undefined;
  readonly blockedClients?: readonly string[] | undefined;
  readonly trustedClients?: readonly string[] | undefined;
  readonly calendars?: readonly NewCalendar[] | undefined;
}

/** Makes an account with its primary calendar and any others. The e-mail and the `sub` must be free. */
export function createAccount(world: World, wanted: NewAccount): Account {
  const email = wanted.email.toLowerCase();
  const sub = wanted.sub ?? newSub(world);
  if (findAccount(world, email) || findAccount(world, sub)) throw new ControlError(409, `There is already an account ${email} or ${sub}.`);
  const account: Account = {
    sub,
    email,
    name: wanted.name,
    ...(wanted.hd === undefined ? {} : { hd: wanted.hd }),
    locale: wanted.locale ?? 'en',
    timeZone: wanted.timeZone ?? 'Europe/Amsterdam',
    weekStart: wanted.weekStart ?? '1',
    format24HourTime: wanted.format24HourTime ?? true,
    blockedClients: wanted.blockedClients ?? [],
    trustedClients: wanted.trustedClients ?? [],
  };
  world.state.accounts.set(sub, account);
  world.state.subByEmail.set(email, sub);
  addPrimary(world, account);
  for (const calendar of wanted.calendars ?? []) addSecondary(world, account, calendar);
  return account;
}

/** The account a control request names, or 404. */
export function mustFindAccount(world: World, emailOrSub: string): Account {
  const account = findAccount(world, emailOrSub);
  if (!account) throw new ControlError(404, `There is no account ${emailOrSub}.`);
  return account;
}

/** Changes what an account may do; its identity stays. */
export function changeAccount(world: World, account: Account, change: Partial<Omit<Account, 'sub' | 'email' | 'disabled'>> & { disabled?: boolean }): Account {
  const { disabled, ...rest } = change;
  const { disabled: was, ...kept } = account;
  const changed: Account = { ...kept, ...rest, ...((disabled ?? was) ? { disabled: true } : {}) };
  world.state.accounts.set(account.sub, changed);
  return changed;
}
