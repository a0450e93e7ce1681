import { eventSeen, type eventJudged } from '@portal-sync/contracts';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { busyReason } from '../domain/busy-reason.ts';
import { claimIdOf, linkId } from '../domain/google-ids.ts';
import { newLink } from '../domain/new-link.ts';
import { partInMeeting } from '../domain/part-in-meeting.ts';
import { placeEvent, typeOfEvent } from '../domain/place-event.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { connectionCards } from '../repos/cards.ts';
import { claims } from '../repos/claims.ts';
import { findLikeMirror } from '../repos/find-like-mirror.ts';
import { googleCalendars, type GoogleCalendarDoc } from '../repos/google-calendars.ts';
import { keepBlock } from '../repos/keep-blocks.ts';
import { links } from '../repos/links.ts';
import { mirrors, type MirrorDoc } from '../repos/mirrors.ts';
import { platformCalendars } from '../repos/platform-calendars.ts';
import { removalKey, removals } from '../repos/removals.ts';
import { runs } from '../repos/runs.ts';
import { syncSettings, type SyncSettingsDoc } from '../repos/sync-settings.ts';
import { adoptEvent, keepClaim } from './adopt-event.ts';
import { joinMeeting } from './join-meeting.ts';
import { findContact } from './keep-contact.ts';
import { addToRun, finishRun } from './record-run.ts';
import { writeAppointment } from './write-appointment.ts';

type Verdict = ReturnType<typeof eventJudged.read>;

interface Case {
  readonly verdict: Verdict;
  readonly mirror: MirrorDoc;
  readonly calendar: GoogleCalendarDoc;
  readonly settings: SyncSettingsDoc;
  readonly userId: string;
}

/**
 * Applies the matcher's verdict on an event, if both the event and the settings are still what was judged. Makes an appointment or a busy block;
 * a second time changes nothing. A verdict for settings of yesterday, or about somebody who was erased since, makes us ask again.
 */
export async function applyVerdict(deps: Deps, verdict: Verdict): Promise<void> {
  // Names of clients stand before titles: their cards should be here before the appointment is.
  for (const contactId of verdict.contactIds) await findContact(deps, verdict.agencyId, contactId);
  await deps.store.transaction(async (tx) => {
    const mirror = await tx.get(mirrors, verdict.eventId);
    const calendar = mirror === undefined ? undefined : await tx.get(googleCalendars, mirror.googleCalendarId);
    const connectionId = calendar?.leadConnectionId ?? null;
    if (mirror === undefined || calendar === undefined || connectionId === null || mirror.agencyId !== verdict.agencyId) return;
    const settings = await tx.guard(syncSettings, connectionId);
    const card = await tx.get(connectionCards, connectionId);
    if (settings === undefined || card === undefined || mirror.onlyBlocks !== null || mirror.etag !== verdict.judgedFor.etag) return;
    // Applied already: said again by catching up, it would undo what people made of it since, or judge it anew by settings of today.
    if (mirror.verdict?.etag === mirror.etag) return;
    const outdated = connectionId !== verdict.connectionId || settings.version !== verdict.judgedFor.settingsVersion || (await namesErased(tx, verdict));
    if (outdated) return askAgain(tx, deps, { mirror, connectionId });
    await decide(tx, deps, { verdict, mirror, calendar, settings, userId: card.userId });
  });
}

/** Judged before one of its contacts was erased, and told after. */
async function namesErased(tx: Transaction, { agencyId, contactIds }: Verdict): Promise<boolean> {
  for (const id of contactIds) if ((await tx.guard(removals, removalKey('contact', agencyId, id))) !== undefined) return true;
  return false;
}

function askAgain(tx: Transaction, deps: Deps, { mirror, connectionId }: { mirror: MirrorDoc; connectionId: string }): void {
  const data = { agencyId: mirror.agencyId, connectionId, googleCalendarId: mirror.googleCalendarId, eventIds: [mirror.id] };
  tx.send(eventSeen.make(data, { id: deps.makeId(), now: deps.clock.now() }));
}

async function decide(tx: Transaction, deps: Deps, found: Case): Promise<void> {
  const { verdict, mirror, calendar, settings, userId } = found;
  const { outcome, contactIds, fires } = verdict;
  const judged: MirrorDoc = { ...mirror, verdict: { outcome, contactIds: [...contactIds], fires, ...verdict.judgedFor } };
  await tx.put(mirrors, judged);
  const link = (await tx.find(links, { index: 'byGoogleEvent', equals: [calendar.id, mirror.googleEventId], limit: 1 })).items[0];
  if (link !== undefined) return tieContacts(tx, deps, found, link.appointmentId);
  if (outcome === 'appointment') return makeAppointment(tx, deps, { ...found, mirror: judged });
  const owner = { userId, zone: calendar.zone };
  await keepBlock(tx, judged, owner, outcome === 'busy' ? (verdict.reason ?? busyReason(mirror, settings.values)) : null);
}

/** An appointment that is one already: what its guests mean may have become clear only now. */
async function tieContacts(tx: Transaction, deps: Deps, { verdict }: Case, appointmentId: string): Promise<void> {
  const appointment = await tx.get(appointments, appointmentId);
  const [first = null, ...others] = verdict.contactIds;
  if (appointment === undefined || first === null || appointment.status === 'cancelled') return;
  const contactId = appointment.contactId ?? first;
  const guestContactIds = [...new Set([...appointment.guestContactIds, first, ...others])].filter((id) => id !== contactId);
  const { agencyId } = appointment;
  const write = { agencyId, appointmentId, change: { contactId, guestContactIds }, cause: 'judged', by: 'google', fires: verdict.fires } as const;
  await writeAppointment(tx, deps, { ...write, decisionId: verdict.decisionId });
}

async function makeAppointment(tx: Transaction, deps: Deps, found: Case): Promise<void> {
  const { mirror, calendar, settings, userId, verdict } = found;
  if (mirror.fields === null || mirror.when === null || mirror.status === 'cancelled') return;
  const claim = mirror.iCalUID === null ? undefined : await tx.get(claims, claimIdOf(mirror.agencyId, mirror.iCalUID, mirror.originalStart));
  const claimed = claim === undefined ? undefined : await tx.guard(appointments, claim.appointmentId);
  // Another of the agency's people was quicker: it is the same meeting.
  if (claimed !== undefined && claimed.status !== 'cancelled') return copyOf(tx, deps, found, claimed);
  const planned = { googleCalendarId: calendar.id, connectionId: settings.connectionId, kind: 'host' as const };
  const alike = await findLikeMirror(tx, { agencyId: mirror.agencyId, hostUserId: userId, mirror, zone: calendar.zone });
  if (alike !== undefined) {
    await adoptEvent(tx, deps, { appointment: alike, mirror, planned, cause: 'import', runId: null });
    return tieContacts(tx, deps, found, alike.id);
  }
  // One that was private for a while is the same appointment again, and nobody hears of it.
  const appointment = await book(tx, deps, found, mirror.fields, claimed?.fromEventId === mirror.id ? claimed.id : undefined);
  await tx.put(links, {
    ...newLink({ ...planned, agencyId: mirror.agencyId, appointmentId: appointment.id }, deps.clock.now()),
    googleEventId: mirror.googleEventId,
    origin: 'theirs',
    base: mirror.fields,
    conferenceLink: mirror.fields.meetingLink === '' ? null : mirror.fields.meetingLink,
    etag: mirror.etag,
    seenUpdated: mirror.updatedAt,
    touchedAt: mirror.seenAt,
    syncedVersion: appointment.version,
  });
  await tx.put(mirrors, { ...mirror, appointmentId: appointment.id });
  await keepBlock(tx, mirror, { userId, zone: calendar.zone }, null);
  if (mirror.iCalUID !== null) await keepClaim(tx, mirror, appointment.id, deps.clock.now());
  await noteImport(tx, deps, found, appointment, verdict.outcome);
}

async function book(
  tx: Transaction,
  deps: Deps,
  { mirror, settings, userId, verdict }: Case,
  fields: NonNullable<MirrorDoc['fields']>,
  appointmentId: string | undefined,
): Promise<AppointmentDoc> {
  const { agencyId } = mirror;
  const goesTo = settings.values.appointmentsGoTo === null ? undefined : await tx.get(platformCalendars, settings.values.appointmentsGoTo);
  const [contactId = null, ...guestContactIds] = verdict.contactIds;
  const { exists: _exists, ...content } = fields;
  const types = (await deps.agencies.get(agencyId))?.appointmentTypes ?? [];
  const written = await writeAppointment(tx, deps, {
    agencyId,
    appointmentId,
    change: {
      ...content,
      calendarId: placeEvent({ agencyId, hostUserId: userId, settings: settings.values, goesTo }),
      type: typeOfEvent(settings.values, types),
      hostUserId: userId,
      contactId,
      guestContactIds,
    },
    notes: { organizedElsewhere: !mirror.organizer.self && mirror.organizer.address !== null, fromEventId: mirror.id },
    cause: mirror.backFill ? 'back-fill' : 'judged',
    by: 'google',
    fires: verdict.fires && appointmentId === undefined,
    bookedBy: 'google',
    decisionId: verdict.decisionId,
  });
  return written.appointment;
}

/** The same meeting in another person's calendar: linked as theirs, it takes no time beside the appointment, and makes them one of its people. */
async function copyOf(tx: Transaction, deps: Deps, { mirror, calendar, settings, userId }: Case, appointment: AppointmentDoc): Promise<void> {
  const id = linkId(appointment.id, calendar.id);
  const there = await tx.get(links, id);
  const standing = there !== undefined && there.state !== 'gone' && there.state !== 'dormant';
  if (!standing) {
    const planned = { googleCalendarId: calendar.id, connectionId: settings.connectionId, kind: 'participant' as const };
    const copy = { googleEventId: mirror.googleEventId, origin: 'copy', base: mirror.fields, etag: mirror.etag, seenUpdated: mirror.updatedAt } as const;
    const link = newLink({ ...planned, agencyId: mirror.agencyId, appointmentId: appointment.id }, deps.clock.now(), {
      ...copy, touchedAt: mirror.seenAt, syncedVersion: appointment.version,
    });
    const part = partInMeeting({ appointment, seen: mirror, userId, ofStaff: true, direction: settings.values.direction, joined: false });
    await joinMeeting(tx, deps, { appointment, userId, part, link });
  }
  await tx.put(mirrors, { ...mirror, appointmentId: appointment.id });
  await keepBlock(tx, mirror, { userId, zone: calendar.zone }, null);
}

/** Told in the run of the pull that brought the event, which may long be over. */
async function noteImport(tx: Transaction, deps: Deps, { mirror, settings, userId, calendar }: Case, appointment: AppointmentDoc, why: string): Promise<void> {
  const { agencyId } = mirror;
  const id = mirror.runId ?? deps.makeId();
  const of = { id, agencyId, connectionId: settings.connectionId, userId, kind: 'pull', direction: 'from-google', googleCalendarId: calendar.id } as const;
  const before = await tx.get(runs, id);
  await addToRun(tx, deps, of, {
    side: 'platform', act: 'created', appointmentId: appointment.id, title: appointment.title, why: `judged-${why}`, after: { ...mirror.fields },
  });
  if (before === undefined) await finishRun(tx, deps, id);
}
