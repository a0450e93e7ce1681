import type { ChangeCause } from '@portal-sync/contracts';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { claimIdOf } from '../domain/google-ids.ts';
import { merge } from '../domain/merge.ts';
import { dirtied, newLink } from '../domain/new-link.ts';
import type { PlannedLink } from '../domain/plan-links.ts';
import { waysOf } from '../domain/ways.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { claims } from '../repos/claims.ts';
import { keepBlock } from '../repos/keep-blocks.ts';
import { links, type LinkDoc } from '../repos/links.ts';
import { markCalendarDue } from '../repos/mark-calendar-due.ts';
import { mirrors, type MirrorDoc } from '../repos/mirrors.ts';
import { readOutward } from '../repos/read-outward.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import { changeOf } from './take-over.ts';
import { writeAppointment } from './write-appointment.ts';

export interface AdoptEvent {
  readonly appointment: AppointmentDoc;
  readonly mirror: MirrorDoc;
  readonly planned: PlannedLink;
  readonly cause: ChangeCause;
  readonly runId: string | null;
}

/**
 * Links an appointment to an event that was there already. Where they differ, what one side left empty comes from the other, and the rest goes by
 * the policy. The event stays the person's own: it is never removed by a clean-up.
 */
export async function adoptEvent(tx: Transaction, deps: Deps, { appointment, mirror, planned, cause, runId }: AdoptEvent): Promise<LinkDoc> {
  const now = deps.clock.now();
  // What is merged here with the event must be what stands when this is written.
  await tx.guard(appointments, appointment.id);
  await tx.guard(syncSettings, planned.connectionId);
  const theirs = mirror.fields;
  if (theirs === null) throw new Error('an event without content cannot be linked');
  const { view, policy, settings } = await readOutward(tx, { connectionId: planned.connectionId, origin: 'theirs' }, appointment);
  const merged = merge({
    base: null,
    echo: null,
    ours: view.fields,
    theirs,
    ways: waysOf({ ...policy, kind: planned.kind }),
    policy: settings?.conflictPolicy ?? 'platform-wins',
    editedAt: appointment.editedAt,
    theirsAt: mirror.updatedAt,
  });
  const fresh = newLink({ ...planned, agencyId: appointment.agencyId, appointmentId: appointment.id }, now, {
    googleEventId: mirror.googleEventId,
    origin: 'theirs',
    base: merged.base,
    echo: merged.echo,
    conferenceLink: merged.base.meetingLink === '' ? null : merged.base.meetingLink,
    etag: mirror.etag === '' ? null : mirror.etag,
    seenUpdated: mirror.updatedAt,
    touchedAt: mirror.seenAt,
    syncedVersion: appointment.version,
  });
  const change = changeOf(merged.platform);
  if (Object.keys(change).length > 0) {
    const { agencyId, id: appointmentId } = appointment;
    await writeAppointment(tx, deps, { agencyId, appointmentId, change, cause, by: 'google', fires: false });
  }
  const dirty = merged.google.length > 0;
  const before = await tx.get(links, fresh.id);
  const link = dirty ? dirtied(fresh, now, 'later', before?.runId ?? runId) : fresh;
  await tx.put(links, link);
  if (dirty) await markCalendarDue(tx, planned.googleCalendarId, { now, lane: 'later' });
  await tx.put(mirrors, { ...mirror, appointmentId: appointment.id });
  await keepBlock(tx, mirror, { userId: '', zone: 'UTC' }, null);
  if (mirror.iCalUID !== null) await keepClaim(tx, mirror, appointment.id, now);
  return link;
}

/** The first claim of a meeting stands while its appointment does. */
export async function keepClaim(tx: Transaction, { agencyId, iCalUID, originalStart, googleCalendarId }: MirrorDoc, appointmentId: string, at: number): Promise<void> {
  const id = claimIdOf(agencyId, iCalUID ?? '', originalStart);
  const before = await tx.get(claims, id);
  const claimed = before === undefined ? undefined : await tx.guard(appointments, before.appointmentId);
  if (claimed === undefined || claimed.status === 'cancelled') await tx.put(claims, { id, agencyId, appointmentId, googleCalendarId, at });
}
