import { agencyCards } from '@portal-sync/auth';
import { collectionsOfRuntime } from '@portal-sync/runtime';
import { agencyZones } from './agency-zones.ts';
import { appointmentVersions } from './appointment-versions.ts';
import { appointmentContacts, appointments, attendances } from './appointments.ts';
import { busyBlocks } from './busy-blocks.ts';
import { connectionCards, contactCards, userCards } from './cards.ts';
import { channels } from './channels.ts';
import { claims } from './claims.ts';
import { conflicts } from './conflicts.ts';
import { connectionWork } from './connection-work.ts';
import { calendarAccesses, googleCalendars } from './google-calendars.ts';
import { links } from './links.ts';
import { mirrors } from './mirrors.ts';
import { platformCalendars } from './platform-calendars.ts';
import { pushJobs } from './push-jobs.ts';
import { removals } from './removals.ts';
import { runRecords, runs } from './runs.ts';
import { syncSettings } from './sync-settings.ts';

/** What the store of this service must be opened with. */
export const collections = [
  agencyCards, agencyZones, appointments, attendances, appointmentContacts, appointmentVersions, busyBlocks, calendarAccesses, channels, claims, conflicts,
  connectionCards, connectionWork, contactCards, googleCalendars, links, mirrors, platformCalendars, pushJobs, removals, runRecords, runs, syncSettings, userCards,
  ...collectionsOfRuntime,
] as const;
