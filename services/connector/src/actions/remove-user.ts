import type { Deps } from '../deps.ts';
import { appointments } from '../repos/appointments.ts';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { connectionCards, userCards } from '../repos/cards.ts';
import { channels } from '../repos/channels.ts';
import { conflicts } from '../repos/conflicts.ts';
import { empty } from '../repos/empty.ts';
import { calendarAccesses, googleCalendars } from '../repos/google-calendars.ts';
import { links } from '../repos/links.ts';
import { mirrors } from '../repos/mirrors.ts';
import { platformCalendars } from '../repos/platform-calendars.ts';
import { runRecords, runs } from '../repos/runs.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import type { Remove } from './run-removal.ts';

/** Removes what is a person's own: settings, what we knew of their calendars, their sync log. Appointments are the agency's and stay. */
export const removeUser: Remove = async (deps, { agencyId, subjectId: userId }) => {
  const { store } = deps;
  const person = [agencyId, userId];
  let count = 0;
  const settings = await store.find(syncSettings, { index: 'byUser', equals: person, limit: 1000 });
  for (const { connectionId } of settings.items) {
    count += (await empty(store, calendarAccesses, 'byConnection', [connectionId])) + (await empty(store, links, 'byConnection', [connectionId]));
  }
  count += await forgetCalendars(deps, agencyId);
  count += (await empty(store, busyBlocks, 'byUser', person)) + (await empty(store, conflicts, 'byUser', person));
  count += await forgetRuns(deps, person);
  count += (await empty(store, syncSettings, 'byUser', person)) + (await empty(store, connectionCards, 'byUser', person));
  count += await leaveCalendars(deps, agencyId, userId);
  return count + Number(await store.remove(userCards, `${agencyId}/${userId}`));
};

/** The records of a run go before the run itself: without it nobody would find them. */
async function forgetRuns({ store }: Deps, person: readonly string[]): Promise<number> {
  for (let count = 0; ; ) {
    const { items } = await store.find(runs, { index: 'byUser', equals: person, limit: 200 });
    if (items.length === 0) return count;
    for (const { id } of items) count += (await empty(store, runRecords, 'byRun', [id])) + Number(await store.remove(runs, id));
  }
}

/** Calendars that nobody reaches and in which nothing of ours rests are forgotten with all that was seen in them. */
async function forgetCalendars({ store }: Deps, agencyId: string): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await store.find(googleCalendars, { index: 'byAgency', equals: [agencyId], limit: 200, cursor });
    for (const { id } of page.items) {
      const used = (await store.count(calendarAccesses, { index: 'byCalendar', equals: [id] })) + (await store.count(links, { index: 'byState', equals: [id] }));
      if (used > 0) continue;
      await empty(store, channels, 'byCalendar', [id]);
      count += (await empty(store, mirrors, 'byCalendar', [id])) + (await empty(store, busyBlocks, 'byCalendar', [id]));
      count += Number(await store.remove(googleCalendars, id));
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return count;
}

/** Out of the groups; a calendar of their own goes unless the agency's appointments stand in it. */
async function leaveCalendars({ store }: Deps, agencyId: string, userId: string): Promise<number> {
  let count = 0;
  const all = await store.find(platformCalendars, { index: 'byAgency', equals: [agencyId], limit: 1000 });
  for (const calendar of all.items) {
    if (calendar.memberIds.includes(userId)) {
      await store.update(platformCalendars, calendar.id, (doc) => ({ ...doc, memberIds: doc.memberIds.filter((id) => id !== userId), version: doc.version + 1 }));
    }
    if (calendar.userId !== userId || calendar.kind !== 'unassigned') continue;
    const used = await store.count(appointments, { index: 'byCalendar', equals: [agencyId, calendar.id] });
    if (used === 0) count += Number(await store.remove(platformCalendars, calendar.id));
  }
  return count;
}
