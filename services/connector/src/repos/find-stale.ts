import type { Reads } from '@portal-sync/store';
import { isStale } from '../domain/is-stale.ts';
import { pullPlan, type PullFacts } from '../domain/pull-plan.ts';
import { connectionCards } from './cards.ts';
import { googleCalendars } from './google-calendars.ts';
import { settingsOf } from './settings-of.ts';

/** The Google calendars that a person chose and of which we may not know the present state. */
export async function findStale(
  reads: Reads,
  agencyId: string,
  userId: string,
  ask: Pick<PullFacts, 'canNotify' | 'reconcileSeconds'> & { readonly now: number },
): Promise<readonly string[]> {
  const cards = await reads.find(connectionCards, { index: 'byUser', equals: [agencyId, userId] });
  const stale = new Set<string>();
  for (const card of cards.items) {
    const { values } = await settingsOf(reads, card);
    const chosen = [values.targetCalendarId, ...values.availabilityCalendarIds].filter((id) => id !== null);
    for (const id of chosen) {
      const calendar = await reads.get(googleCalendars, id);
      const plan = pullPlan({ ...ask, frequency: values.frequency, watch: calendar?.watch ?? 'off' });
      if (calendar === undefined || isStale(calendar, { isLive: card.state === 'live', plan, now: ask.now })) stale.add(id);
    }
  }
  return [...stale];
}
