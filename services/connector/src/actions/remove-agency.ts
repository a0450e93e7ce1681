import { agencyZones } from '../repos/agency-zones.ts';
import { appointmentVersions } from '../repos/appointment-versions.ts';
import { appointmentContacts, appointments, attendances } from '../repos/appointments.ts';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { connectionCards, contactCards, userCards } from '../repos/cards.ts';
import { channels } from '../repos/channels.ts';
import { claims } from '../repos/claims.ts';
import { conflicts } from '../repos/conflicts.ts';
import { connectionWork } from '../repos/connection-work.ts';
import { empty } from '../repos/empty.ts';
import { calendarAccesses, googleCalendars } from '../repos/google-calendars.ts';
import { links } from '../repos/links.ts';
import { mirrors } from '../repos/mirrors.ts';
import { platformCalendars } from '../repos/platform-calendars.ts';
import { pushJobs } from '../repos/push-jobs.ts';
import { runRecords, runs } from '../repos/runs.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import type { Remove } from './run-removal.ts';

/** Removes everything of an agency: what would go on working first, what others hang on last. Rows that only lead to others are not counted. */
export const removeAgency: Remove = async (deps, { agencyId }) => {
  const { store } = deps;
  const mine = [agencyId];
  const calendars = await empty(store, googleCalendars, 'byAgency', mine);
  await empty(store, pushJobs, 'byAgency', mine);
  await empty(store, connectionWork, 'byAgency', mine);
  await empty(store, channels, 'byAgency', mine);
  await empty(store, claims, 'byAgency', mine);
  await store.remove(agencyZones, agencyId);
  let count = calendars + (await empty(store, calendarAccesses, 'byAgency', mine)) + (await empty(store, mirrors, 'byUid', mine));
  count += (await empty(store, busyBlocks, 'byUser', mine)) + (await empty(store, conflicts, 'byAgency', mine));
  for (let run = await first(); run !== undefined; run = await first()) {
    count += await empty(store, runRecords, 'byRun', [run.id]);
    count += Number(await store.remove(runs, run.id));
  }
  for (let one = await firstAppointment(); one !== undefined; one = await firstAppointment()) {
    count += (await empty(store, appointmentVersions, 'byAppointment', [one.id])) + (await empty(store, links, 'byAppointment', [one.id]));
    count += Number(await store.remove(appointments, one.id));
  }
  await empty(store, attendances, 'byUser', mine);
  await empty(store, appointmentContacts, 'byContact', mine);
  count += (await empty(store, platformCalendars, 'byAgency', mine)) + (await empty(store, syncSettings, 'byUser', mine));
  count += (await empty(store, contactCards, 'byAgency', mine)) + (await empty(store, userCards, 'byAgency', mine)) + (await empty(store, connectionCards, 'byUser', mine));
  await deps.agencies.forget(agencyId);
  return count;

  async function first() {
    return (await store.find(runs, { index: 'byAgency', equals: mine, limit: 1 })).items[0];
  }
  async function firstAppointment() {
    return (await store.find(appointments, { index: 'byTime', equals: mine, limit: 1 })).items[0];
  }
};
