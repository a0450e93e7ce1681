import { alreadyDeleted } from '../../api/refusals.ts';
import { nextMicros } from '../../world.ts';
import { announce, announceReply } from './announce.ts';
import { commit } from '../commit.ts';
import { meetingOf } from './meeting-of.ts';
import { changeAsOrganizer } from './organizer-change.ts';
import { isOrganizer, rowOf, sameAddress } from '../people.ts';
import { spread } from './spread.ts';
import type { EventFields } from '../stored-event.ts';
import { targetDraft } from './target.ts';
import type { Target } from './target.ts';
import type { WriteCall } from './write-call.ts';

/**
 * Deletes an event, a whole series, or cancels one occurrence. By the organizer it reaches the guests, unless nobody is to
 * be told; by a guest it removes their copy and declines.
 */
export function deleteEvent(call: WriteCall, target: Target): void {
  if (target.status === 'cancelled') throw alreadyDeleted();
  if (isOrganizer(call.calendar, target.fields)) deleteAsOrganizer(call, target);
  else deleteAsGuest(call, target);
}

function deleteAsOrganizer(call: WriteCall, target: Target): void {
  const { calendar, world } = call;
  const micros = nextMicros(world);
  commit(world, calendar, [targetDraft(calendar, target, target.fields, 'cancelled')], micros);
  const row = calendar.byId.get(target.id);
  if (!row) return;
  spread(world, calendar, [{ row, before: target.fields }], call.notify, micros);
  announce(call, row, target.fields, undefined);
}

const declined = (fields: EventFields, email: string): EventFields => ({
  ...fields,
  attendees: (fields.attendees ?? []).map((row) => (sameAddress(row.email, email) ? { ...row, responseStatus: 'declined' as const } : row)),
});

function deleteAsGuest(call: WriteCall, target: Target): void {
  const { calendar, world } = call;
  const self = calendar.head.id;
  const invited = rowOf(target.fields, self) !== undefined;
  commit(world, calendar, [targetDraft(calendar, target, invited ? declined(target.fields, self) : target.fields, 'cancelled')]);
  const row = calendar.byId.get(target.id);
  if (!invited || !row) return;
  announceReply(call, row, target.fields, 'declined');
  const home = meetingOf(call, target);
  if (home) changeAsOrganizer(home.write, home.meeting, declined(home.meeting.fields, self), home.meeting.status);
}
