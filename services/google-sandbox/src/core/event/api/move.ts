import { badRequest, duplicate, forbiddenForNonOrganizer, required } from '../../api/refusals.ts';
import { param } from '../../api/request.ts';
import { ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { openForWriting } from '../../calendar/access.ts';
import { exceptionRows } from '../../calendar/calendar.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { nextMicros } from '../../world.ts';
import { commit, draftOf } from '../commit.ts';
import type { Draft } from '../commit.ts';
import { isOrganizer, personOf } from '../people.ts';
import { spread } from '../change/spread.ts';
import type { EventFields, MainRow } from '../stored-event.ts';
import { viewEvent } from '../view-event.ts';
import { openTarget } from './change.ts';
import { readViewer } from './show.ts';

const IMMOVABLE = new Set(['birthday', 'fromGmail', 'focusTime', 'outOfOffice', 'workingLocation']);

function checkMovable(calendar: Calendar, row: MainRow, destination: Calendar): void {
  if (IMMOVABLE.has(row.fields.eventType ?? 'default')) throw badRequest('Events of this type cannot be moved.');
  if (!isOrganizer(calendar, row.fields)) throw forbiddenForNonOrganizer();
  const there = destination.byId.get(row.id);
  // The tombstone of an earlier move may be filled again; anything else under that id stands in the way.
  if (there && !there.bare) throw duplicate();
}

/**
 * events.move: changes the organizer and keeps the id. The old calendar shows a bare tombstone, and the answer itself says
 * `cancelled` (observed): the truth stands in the destination.
 */
export function moveEvent(call: Call3): Reply {
  const { write, target } = openTarget(call);
  const where = param(call.request, 'destination');
  if (where === undefined) throw required('Missing destination.', 'destination');
  const { calendar: destination } = openForWriting(call.world, call.caller, where);
  const { calendar, world } = write;
  if (target.found.kind !== 'row' || target.found.row.kind !== 'main') throw badRequest('Instances of a series cannot be moved.');
  const { row } = target.found;
  if (row.status === 'cancelled') throw badRequest('Cancelled events cannot be moved.');
  if (destination === calendar) return ok(viewEvent(target.found, readViewer(calendar, 'owner', call.request)));
  checkMovable(calendar, row, destination);
  const exceptions = exceptionRows(calendar, row.id).filter((other) => !other.bare);
  const fields: EventFields = { ...row.fields, organizer: personOf(destination) };
  const arriving: Draft[] = [{ ...draftOf(row), kind: 'main', fields }, ...exceptions.map(draftOf)];
  const micros = nextMicros(world);
  commit(world, calendar, [row, ...exceptions].map((gone) => ({ ...draftOf(gone), status: 'cancelled', bare: true })), micros);
  commit(world, destination, arriving, micros);
  const moved = destination.byId.get(row.id);
  if (!moved) return ok({});
  spread(world, destination, [{ row: moved, before: row.fields }], write.notify, micros);
  return ok({ ...viewEvent({ kind: 'row', row: moved }, readViewer(destination, 'owner', call.request)), status: 'cancelled' });
}
