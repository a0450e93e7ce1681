import { atLeast } from '../../calendar/access.ts';
import { badField, notFound, requiredAccessLevel } from '../../api/refusals.ts';
import { jsonBody } from '../../api/body.ts';
import { arg, ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { deleteEvent } from '../change/delete-event.ts';
import { checkIfMatch, foundEtag } from '../etag.ts';
import { readEventWire } from '../read/event-wire.ts';
import type { EventWire } from '../read/event-wire.ts';
import { mustFindEvent } from '../find-event.ts';
import { changeAsGuest } from '../change/guest-change.ts';
import { changeAsOrganizer, checkSequence } from '../change/organizer-change.ts';
import { isOrganizer } from '../people.ts';
import { readFields } from '../read/read-fields.ts';
import { isInstance, targetOf } from '../change/target.ts';
import type { Target } from '../change/target.ts';
import { patchWire, wireOf } from '../change/wire-of.ts';
import { openWrite, readContext } from '../change/write-call.ts';
import type { WriteCall } from '../change/write-call.ts';
import { showWritten } from './show.ts';

/** Opens an event for a write: 404, 412, and what a writer without private access may not touch. */
export function openTarget(call: Call3): { write: WriteCall; target: Target } {
  const write = openWrite(call.world, call.caller, arg(call, 'calendarId'), call.request);
  const found = mustFindEvent(write.calendar, arg(call, 'eventId'));
  if (found.kind === 'row' && found.row.bare) throw notFound();
  checkIfMatch(call.request, foundEtag(found));
  const target = targetOf(write.calendar, found);
  const hidden = target.fields.visibility === 'private' || target.fields.visibility === 'confidential';
  if (hidden && !atLeast(write.role, 'writer')) throw requiredAccessLevel();
  return { write, target };
}

function change(call: Call3, write: WriteCall, target: Target, wire: EventWire): Reply {
  if (wire.status === 'cancelled' && target.status !== 'cancelled') {
    deleteEvent(write, target);
    return ok(showWritten(write, target.id, call.request));
  }
  checkSequence(wire.sequence, target.fields.sequence);
  const context = readContext(write, target.fields);
  const read = readFields(wire, context);
  const wanted = wire.sequence === undefined ? read : { ...read, sequence: wire.sequence };
  const status = wire.status ?? 'confirmed';
  if (isOrganizer(write.calendar, target.fields)) changeAsOrganizer(write, target, wanted, status);
  else changeAsGuest(write, target, wanted, status);
  return ok(showWritten(write, target.id, call.request));
}

/** events.patch: objects merge, arrays are replaced, null removes. */
export function patchEvent(call: Call3): Reply {
  const { write, target } = openTarget(call);
  const body = jsonBody(call.request);
  if (isInstance(target) && 'recurrence' in body) throw badField('Cannot change the recurrence of an instance.');
  const ground = wireOf(target.fields, target.status, write.calendar.head.timeZone);
  return change(call, write, target, readEventWire(patchWire(ground, body)));
}

/** events.update: the whole resource; what is not sent goes, save what only the service writes. */
export function updateEvent(call: Call3): Reply {
  const { write, target } = openTarget(call);
  const body = jsonBody(call.request);
  const wire = readEventWire(body);
  if (isInstance(target) && body['recurrence'] !== undefined) throw badField('Cannot change the recurrence of an instance.');
  return change(call, write, target, { ...wire, eventType: wire.eventType ?? target.fields.eventType });
}
