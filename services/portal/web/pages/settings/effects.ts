import type { SyncSettingsValues } from '@portal-sync/contracts';
import type { TextKey } from '../../texts/catalogue.ts';

export type Change = { -readonly [F in keyof SyncSettingsValues]?: SyncSettingsValues[F] };

export interface Effect {
  readonly key: TextKey;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Something that stands in Google is written. */
  readonly writes: boolean;
}

/** What saving a change would do, in sentences: said before it is saved. `linked`: how many events in Google are ours. Pure. */
export function effectsOf(before: SyncSettingsValues, change: Change, linked: number): readonly Effect[] {
  const effects: Effect[] = [];
  const differs = (field: keyof SyncSettingsValues): boolean => field in change && JSON.stringify(change[field]) !== JSON.stringify(before[field]);
  if (differs('targetCalendarId') && before.targetCalendarId !== null) effects.push({ key: 'effects.target', writes: true });
  if (differs('targetCalendarId') && before.targetCalendarId === null) effects.push({ key: 'effects.firstTarget', writes: false });
  if (differs('availabilityCalendarIds')) effects.push({ key: 'effects.availability', writes: false });
  if (differs('direction')) effects.push({ key: `effects.direction-${change.direction ?? before.direction}`, writes: false });
  if (differs('mode')) effects.push({ key: 'effects.mode', writes: false });
  if (differs('frequency')) effects.push({ key: change.frequency === 'manual' ? 'effects.manual' : 'effects.frequency', writes: false });
  if (differs('conflictPolicy')) effects.push({ key: 'effects.policy', writes: false });
  if (differs('syncTypes')) effects.push({ key: 'effects.types', writes: true });
  if (differs('syncAllDay') || differs('createAppointments') || differs('defaultType') || differs('appointmentsGoTo')) effects.push({ key: 'effects.newOnly', writes: false });
  if (differs('clientDetails')) effects.push({ key: change.clientDetails === 'hidden' ? 'effects.hide' : 'effects.show', values: { count: linked }, writes: linked > 0 });
  return effects;
}

/** A change without what is the same as before. Pure. */
export const onlyChanges = (before: SyncSettingsValues, change: Change): Change =>
  Object.fromEntries(Object.entries(change).filter(([field, value]) => JSON.stringify(before[field as keyof SyncSettingsValues]) !== JSON.stringify(value))) as Change;
