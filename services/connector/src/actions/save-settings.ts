import type { Agency, ConnectionCard } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { changeSettings, type SettingsChange } from '../domain/change-settings.ts';
import { calendarAccesses } from '../repos/google-calendars.ts';
import { platformCalendars } from '../repos/platform-calendars.ts';
import { syncSettings, type SyncSettingsDoc } from '../repos/sync-settings.ts';
import { applySettings } from './apply-settings.ts';

/** Stores a change of a connection's settings with what follows from it. Fails with `invalid`, naming every field at fault; then nothing is stored. */
export async function saveSettings(
  tx: Transaction,
  deps: Deps,
  ask: { readonly card: ConnectionCard; readonly agency: Agency; readonly before: SyncSettingsDoc; readonly change: SettingsChange },
): Promise<SyncSettingsDoc> {
  const { card, agency, before, change } = ask;
  const accesses = await tx.find(calendarAccesses, { index: 'byConnection', equals: [card.id], limit: 1000 });
  const goesTo = typeof change.appointmentsGoTo === 'string' ? await tx.guard(platformCalendars, change.appointmentsGoTo) : undefined;
  const { values, issues } = changeSettings(before.values, change, {
    product: card.product,
    userId: card.userId,
    accesses: accesses.items,
    types: agency.appointmentTypes.map(({ key }) => key),
    goesTo: goesTo?.agencyId === card.agencyId ? goesTo : undefined,
  });
  if (issues.length > 0) throw new AppError('invalid', { issues });
  if (JSON.stringify(values) === JSON.stringify(before.values)) return before;
  const after: SyncSettingsDoc = { ...before, values, version: before.version + 1, changedAt: deps.clock.now() };
  await tx.put(syncSettings, after);
  await applySettings(tx, deps, before.version === 0 ? undefined : before, after);
  return after;
}
