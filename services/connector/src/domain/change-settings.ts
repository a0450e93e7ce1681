import type { OldTarget, Product, SyncSettingsValues } from '@portal-sync/contracts';
import type { Issue } from '@portal-sync/kernel';
import type { CalendarAccessDoc } from '../repos/google-calendars.ts';
import type { PlatformCalendarDoc } from '../repos/platform-calendars.ts';
import { DIRECTIONS, MODES } from './settings-caps.ts';
import { isWritableCalendar } from './is-writable-calendar.ts';

export type SettingsChange = { readonly [F in keyof SyncSettingsValues]?: SyncSettingsValues[F] | undefined } & {
  /** What becomes of what stands in the target so far. Never stored. */
  readonly oldTarget?: OldTarget | undefined;
};

/** What a change is judged by. */
export interface SettingsFacts {
  readonly product: Product;
  readonly userId: string;
  /** The Google calendars this connection reaches. */
  readonly accesses: readonly Pick<CalendarAccessDoc, 'googleCalendarId' | 'accessRole' | 'available'>[];
  /** Keys of the agency's appointment types. */
  readonly types: readonly string[];
  /** The calendar that `appointmentsGoTo` names, where it is one of this agency. */
  readonly goesTo: Pick<PlatformCalendarDoc, 'kind' | 'userId' | 'memberIds'> | undefined;
}

/** The settings after a change, or every reason against it. Nothing is stored of a change that is refused in part. */
export function changeSettings(
  before: SyncSettingsValues,
  { oldTarget: old, ...change }: SettingsChange,
  facts: SettingsFacts,
): { readonly values: SyncSettingsValues; readonly issues: readonly Issue[] } {
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<SyncSettingsValues>;
  const wanted: SyncSettingsValues = { ...before, ...named };
  const values = {
    ...wanted,
    availabilityCalendarIds: [...new Set(wanted.availabilityCalendarIds)],
    // A direction that caps the mode takes it along, unless another mode was asked for by name: that is refused below.
    mode: named.mode === undefined && !MODES[wanted.direction].includes(wanted.mode) ? (MODES[wanted.direction][0] ?? wanted.mode) : wanted.mode,
  };
  const issues = [...notYet(values), ...onlyLeft(old), ...beyondCaps(values, facts), ...wrongCalendars(values, before, facts), ...unknownTypes(values, named, facts)];
  return { values, issues };
}

const issue = (field: keyof SettingsChange, message: string): Issue => ({ path: `body.${field}`, message });

/** Values of the settings page that are not served yet. They are refused, never stored, so that nobody believes in them. */
function notYet(values: SyncSettingsValues): Issue[] {
  const table: readonly [keyof SyncSettingsValues, boolean, string][] = [
    ['conflictPolicy', values.conflictPolicy === 'manual', 'deciding conflicts by hand is not available yet'],
    ['platformCalendars', values.platformCalendars !== 'all', 'choosing single calendars is not available yet: all are pushed'],
    ['teammatesSee', values.teammatesSee !== 'busy', 'showing details to teammates is not available yet: they see Busy'],
    ['detailsForUserIds', values.detailsForUserIds.length > 0, 'showing details to chosen colleagues is not available yet: they see Busy'],
    ['availabilityOnly', values.availabilityOnly, 'keeping only times is not available yet'],
    ['guestsInGoogle', values.guestsInGoogle !== 'not-added', 'adding guests in Google is not available yet'],
    ['notifyClientOn', values.notifyClientOn.timeChange || values.notifyClientOn.cancellation, 'notifying clients is not available yet'],
  ];
  return table.filter(([, asked]) => asked).map(([field, , message]) => issue(field, message));
}

const onlyLeft = (old: SettingsChange['oldTarget']): Issue[] =>
  old === undefined || old === 'leave' ? [] : [issue('oldTarget', `to ${old} what stands in the calendar chosen so far is not available yet: it is left there`)];

function beyondCaps(values: SyncSettingsValues, { product }: SettingsFacts): Issue[] {
  if (!DIRECTIONS[product].includes(values.direction)) return [issue('direction', 'this connection was not made for that direction')];
  return MODES[values.direction].includes(values.mode) ? [] : [issue('mode', 'nothing is taken from Google in this direction, so only one-way is possible')];
}

function wrongCalendars(values: SyncSettingsValues, before: SyncSettingsValues, facts: SettingsFacts): Issue[] {
  const { targetCalendarId: target, availabilityCalendarIds: availability, appointmentsGoTo } = values;
  const accessTo = (id: string) => facts.accesses.find((access) => access.googleCalendarId === id);
  const issues: Issue[] = [];
  const targetAccess = target === null ? undefined : accessTo(target);
  // What was chosen once and vanished at Google since is told by the status, not by refusing every other change.
  if (target !== null && target !== before.targetCalendarId) {
    if (targetAccess === undefined) issues.push(issue('targetCalendarId', 'is not a calendar of this connection'));
    else if (!isWritableCalendar(facts.product, targetAccess)) issues.push(issue('targetCalendarId', 'we may not write this calendar'));
  }
  if (target !== null && availability.includes(target)) issues.push(issue('availabilityCalendarIds', 'the calendar that appointments go to blocks time already'));
  const strange = availability.some((id) => !before.availabilityCalendarIds.includes(id) && accessTo(id) === undefined);
  if (strange) issues.push(issue('availabilityCalendarIds', 'names a calendar that is not of this connection'));
  if (appointmentsGoTo !== null && appointmentsGoTo !== before.appointmentsGoTo && !takesAppointmentsOf(facts)) issues.push(issue('appointmentsGoTo', 'is no calendar of this person'));
  return issues;
}

const takesAppointmentsOf = ({ goesTo, userId }: SettingsFacts): boolean =>
  goesTo !== undefined && (goesTo.kind === 'group' ? goesTo.memberIds.includes(userId) : goesTo.userId === userId);

function unknownTypes(values: SyncSettingsValues, named: Partial<SyncSettingsValues>, { types }: SettingsFacts): Issue[] {
  const unknown = Object.keys(named.syncTypes ?? {}).some((key) => !types.includes(key));
  return [
    ...(unknown ? [issue('syncTypes', 'names a type of appointment that this agency does not have')] : []),
    ...(named.defaultType !== undefined && !types.includes(values.defaultType) ? [issue('defaultType', 'is no type of appointment of this agency')] : []),
  ];
}
