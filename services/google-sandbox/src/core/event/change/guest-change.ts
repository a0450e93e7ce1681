import { forbiddenForNonOrganizer } from '../../api/refusals.ts';
import { announceReply } from './announce.ts';
import { MEETING, ORGANIZER_ONLY, changedKeys, take, touches } from './changed-keys.ts';
import { commit } from '../commit.ts';
import { sameJson } from '../defined.ts';
import { meetingOf } from './meeting-of.ts';
import { changeAsOrganizer } from './organizer-change.ts';
import { rowOf, sameAddress } from '../people.ts';
import type { Attendee, EventFields, Status } from '../stored-event.ts';
import { targetDraft } from './target.ts';
import type { Target } from './target.ts';
import type { WriteCall } from './write-call.ts';

/**
 * The guest list a guest may bring about: their own row as they like, new guests where guests may invite, and everybody
 * else as they were.
 */
function allowedAttendees(before: EventFields, wanted: EventFields, self: string): readonly Attendee[] | undefined {
  const known = before.attendees ?? [];
  const kept = known.map((row) => (sameAddress(row.email, self) ? (rowOf(wanted, self) ?? row) : row));
  const mayInvite = before.guestsCanInviteOthers !== false || before.guestsCanModify === true;
  const added = mayInvite ? (wanted.attendees ?? []).filter((row) => !rowOf(before, row.email)) : [];
  const list = [...kept, ...added];
  return list.length > 0 ? list : undefined;
}

function withAttendees(fields: EventFields, attendees: readonly Attendee[] | undefined): EventFields {
  const { attendees: _, ...rest } = fields;
  return attendees ? { ...rest, attendees } : rest;
}

/**
 * Writes a change by a guest to their own copy. An answer, new guests and (if guests may modify) the meeting itself reach
 * the organizer and through them everybody; any other change diverges privately and stays on this copy.
 */
export function changeAsGuest(call: WriteCall, target: Target, wanted: EventFields, status: Status): void {
  const { calendar, world } = call;
  const self = calendar.head.id;
  const before = target.fields;
  const own = withAttendees(wanted, allowedAttendees(before, wanted, self));
  const changed = changedKeys(before, own);
  if (touches(changed, ORGANIZER_ONLY)) throw forbiddenForNonOrganizer();
  if (changed.size === 0 && status === target.status) return;
  const quiet = status === target.status && [...changed].every((key) => key === 'reminders');
  commit(world, calendar, [targetDraft(calendar, target, own, status, quiet)]);
  tellOrganizer(call, target, before, own);
}

function tellOrganizer(call: WriteCall, target: Target, before: EventFields, own: EventFields): void {
  const { calendar } = call;
  const self = calendar.head.id;
  const answer = rowOf(own, self);
  const answered = !sameJson(answer, rowOf(before, self));
  const row = calendar.byId.get(target.id);
  if (answered && answer && row) announceReply(call, row, own, answer.responseStatus);
  const home = meetingOf(call, target);
  if (!home) return;
  const { meeting } = home;
  const keys = before.guestsCanModify ? MEETING.filter((key) => changedKeys(before, own).has(key)) : [];
  const shared = changedKeys(before, own).has('extendedShared') ? (['extendedShared'] as const) : [];
  let wanted = take(meeting.fields, own, [...keys, ...shared]);
  if (changedKeys(before, own).has('attendees')) wanted = take(wanted, mergeGuests(meeting.fields, own, self), ['attendees']);
  changeAsOrganizer({ ...home.write, notify: keys.length > 0 ? call.notify : 'none' }, meeting, wanted, meeting.status);
}

/** The organizer's guest list with this guest's own row and the guests they added. */
function mergeGuests(meeting: EventFields, own: EventFields, self: string): EventFields {
  const mine = rowOf(own, self);
  const rows = (meeting.attendees ?? []).map((row) => (mine && sameAddress(row.email, self) ? mine : row));
  const added = (own.attendees ?? []).filter((row) => !rowOf(meeting, row.email));
  return { ...meeting, attendees: [...rows, ...added] };
}
