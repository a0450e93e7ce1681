import { required } from '../../api/refusals.ts';
import { jsonBody } from '../../api/body.ts';
import { arg, ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { newEventId } from '../../world.ts';
import { commit } from '../commit.ts';
import { readEventWire } from '../read/event-wire.ts';
import type { EventWire } from '../read/event-wire.ts';
import { readFields } from '../read/read-fields.ts';
import type { EventFields } from '../stored-event.ts';
import { openWrite, readContext } from '../change/write-call.ts';
import type { WriteCall } from '../change/write-call.ts';
import { checkEventId } from './insert.ts';
import { showWritten } from './show.ts';

/** Puts a private copy of an existing event into a calendar: no invitations, and the same iCalUID updates what is there. */
export function importWire(write: WriteCall, wire: EventWire): string {
  if (wire.iCalUID === undefined) throw required('Missing iCal uid.');
  const { calendar, world } = write;
  const [known] = calendar.byUid.get(wire.iCalUID) ?? [];
  const id = known ?? wire.id ?? newEventId(world);
  checkEventId(id);
  const row = calendar.byId.get(id);
  const previous = row?.kind === 'main' ? row.fields : undefined;
  const read = readFields({ ...wire, eventType: undefined }, readContext(write, previous));
  const fields: EventFields = { ...read, ...organizerOf(wire), ...(wire.sequence === undefined ? {} : { sequence: wire.sequence }) };
  commit(world, calendar, [{ kind: 'main', id, iCalUID: wire.iCalUID, status: wire.status ?? 'confirmed', fields }]);
  return id;
}

function organizerOf(wire: EventWire): Pick<EventFields, 'organizer'> | Record<string, never> {
  const { email, displayName } = wire.organizer ?? {};
  return email === undefined ? {} : { organizer: { email, ...(displayName === undefined ? {} : { displayName }) } };
}

/** events.import */
export function importEvent(call: Call3): Reply {
  const write = openWrite(call.world, call.caller, arg(call, 'calendarId'), call.request);
  const id = importWire(write, readEventWire(jsonBody(call.request)));
  return ok(showWritten(write, id, call.request));
}
