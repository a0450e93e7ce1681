import { badField } from '../../api/refusals.ts';
import { nextMicros } from '../../world.ts';
import { announce } from './announce.ts';
import { TIMES, changedKeys, touches } from './changed-keys.ts';
import type { FieldKey } from './changed-keys.ts';
import { commit } from '../commit.ts';
import type { Draft } from '../commit.ts';
import { effectiveFields } from '../series/effective.ts';
import { sameAddress } from '../people.ts';
import { settleExceptions } from '../series/series-change.ts';
import { spread } from './spread.ts';
import type { Spread } from './spread.ts';
import type { EventFields, Status } from '../stored-event.ts';
import { targetDraft } from './target.ts';
import type { Target } from './target.ts';
import type { WriteCall } from './write-call.ts';

const QUIET: readonly FieldKey[] = ['reminders'];

/** Refuses a sequence that goes back; a PUT that sends what it read is fine. */
export function checkSequence(sent: number | undefined, current: number): void {
  if (sent !== undefined && sent < current) {
    throw badField(
      'Invalid sequence value. The specified sequence number is below the current sequence number of the resource. Re-fetch the resource and use its sequence number on the following request.',
    );
  }
}

/** A new time counts the sequence up and asks the guests again, unless the same write said what they answered. */
function afterTimeChange(before: EventFields, fields: EventFields, changed: ReadonlySet<FieldKey>): EventFields {
  if (!touches(changed, TIMES)) return fields;
  const bumped = { ...fields, sequence: fields.sequence + 1 };
  if (changed.has('attendees') || !fields.attendees) return bumped;
  const attendees = fields.attendees.map((row) =>
    sameAddress(row.email, before.organizer.email) ? row : { ...row, responseStatus: 'needsAction' as const },
  );
  return { ...bumped, attendees };
}

/** Writes a change by the one who organizes the meeting (or the only one in it), and brings it to the guests. */
export function changeAsOrganizer(call: WriteCall, target: Target, wanted: EventFields, status: Status): void {
  const { calendar, world } = call;
  const before = target.fields;
  const changed = changedKeys(before, wanted);
  const revived = target.status === 'cancelled' && status !== 'cancelled';
  if (changed.size === 0 && status === target.status) return;
  const fields = afterTimeChange(before, wanted, changed);
  const quiet = status === target.status && [...changed].every((key) => QUIET.includes(key));
  const drafts: Draft[] = [targetDraft(calendar, target, fields, status, quiet)];
  const row = target.found.kind === 'row' ? target.found.row : undefined;
  if (row?.kind === 'main' && row.fields.recurrence && touches(changed, TIMES)) drafts.push(...settleExceptions(calendar, row, fields));
  const said = new Map(drafts.map((draft) => [draft.id, rowFields(call, draft.id)]));
  const micros = nextMicros(world);
  commit(world, calendar, drafts, micros);
  const changes: Spread[] = drafts.flatMap((draft) => {
    const written = calendar.byId.get(draft.id);
    return written ? [{ row: written, before: draft.id === target.id ? (revived ? undefined : before) : said.get(draft.id) }] : [];
  });
  spread(world, calendar, changes, call.notify, micros);
  const written = calendar.byId.get(target.id);
  if (written) announce(call, written, revived ? undefined : before, effectiveFields(calendar, written));
}

function rowFields(call: WriteCall, id: string): EventFields | undefined {
  const row = call.calendar.byId.get(id);
  return row ? effectiveFields(call.calendar, row) : undefined;
}
