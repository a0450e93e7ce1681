import { duplicate, invalidId, badField } from '../../api/refusals.ts';
import { jsonBody } from '../../api/body.ts';
import { arg, ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { newEventId, nextMicros } from '../../world.ts';
import { announce } from '../change/announce.ts';
import { commit } from '../commit.ts';
import { readEventWire } from '../read/event-wire.ts';
import type { EventWire } from '../read/event-wire.ts';
import { readFields } from '../read/read-fields.ts';
import { spread } from '../change/spread.ts';
import type { EventFields } from '../stored-event.ts';
import { openWrite, readContext } from '../change/write-call.ts';
import type { WriteCall } from '../change/write-call.ts';
import { showWritten } from './show.ts';

/** Ids are base32hex, 5 to 1024 characters. */
export function checkEventId(id: string): void {
  if (!/^[a-v0-9]{5,1024}$/.test(id)) throw invalidId();
}

/** Refuses an id or iCalUID that the calendar has ever held: a deleted event keeps both. */
function checkFree(call: WriteCall, wire: EventWire): void {
  if (wire.id !== undefined) {
    checkEventId(wire.id);
    if (call.calendar.byId.has(wire.id)) throw duplicate();
  }
  if (wire.iCalUID !== undefined && call.calendar.byUid.has(wire.iCalUID)) throw duplicate();
}

/** Writes a new event and invites its guests. */
export function insertFields(call: WriteCall, names: { id: string; iCalUID: string }, fields: EventFields, status: 'confirmed' | 'tentative'): void {
  const { world, calendar } = call;
  const micros = nextMicros(world);
  commit(world, calendar, [{ kind: 'main', ...names, status, fields }], micros);
  const row = calendar.byId.get(names.id);
  if (!row) return;
  spread(world, calendar, [{ row, before: undefined }], call.notify, micros);
  announce(call, row, undefined, fields);
}

/** events.insert */
export function insertEvent(call: Call3): Reply {
  const write = openWrite(call.world, call.caller, arg(call, 'calendarId'), call.request);
  const wire = readEventWire(jsonBody(call.request));
  if (wire.status === 'cancelled') throw badField('Invalid value for: status');
  const fields = readFields(wire, readContext(write, undefined));
  checkFree(write, wire);
  const id = wire.id ?? newEventId(call.world);
  insertFields(write, { id, iCalUID: wire.iCalUID ?? `${id}@google.com` }, fields, wire.status ?? 'confirmed');
  return ok(showWritten(write, id, call.request));
}
