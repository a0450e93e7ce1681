import { notFound } from '../../api/refusals.ts';
import { arg, ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import type { Account } from '../../accounts.ts';

const SETTINGS: Record<string, (account: Account) => string> = {
  autoAddHangouts: () => 'false',
  dateFieldOrder: () => 'DMY',
  defaultEventLength: () => '60',
  format24HourTime: (account) => String(account.format24HourTime),
  hideInvitations: () => 'false',
  hideWeekends: () => 'false',
  locale: (account) => account.locale,
  remindOnRespondedEventsOnly: () => 'false',
  showDeclinedEvents: () => 'true',
  timezone: (account) => account.timeZone,
  useKeyboardShortcuts: () => 'true',
  weekStart: (account) => account.weekStart,
};

function view(account: Account, id: string): Record<string, unknown> | undefined {
  const value = SETTINGS[id]?.(account);
  if (value === undefined) return undefined;
  const hash = [...`${id}=${value}`].reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) | 0, 7);
  return { kind: 'calendar#setting', etag: `"${hash >>> 0}"`, id, value };
}

const accountOf = (call: Call3): Account => {
  const account = call.world.state.accounts.get(call.caller.sub);
  if (!account) throw notFound();
  return account;
};

/** settings.list */
export function listSettings(call: Call3): Reply {
  const items = Object.keys(SETTINGS).map((id) => view(accountOf(call), id));
  return ok({ kind: 'calendar#settings', etag: '"p33k9f2mh0o"', nextSyncToken: Buffer.from(`settings ${call.caller.sub}`).toString('base64'), items });
}

/** settings.get */
export function getSetting(call: Call3): Reply {
  const setting = view(accountOf(call), arg(call, 'setting'));
  if (!setting) throw notFound();
  return ok(setting);
}
