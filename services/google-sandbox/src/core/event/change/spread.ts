import { primaryOf } from '../../calendar/access.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import type { World } from '../../world.ts';
import { SHARED, changedKeys, take } from './changed-keys.ts';
import type { FieldKey } from './changed-keys.ts';
import { commit, draftOf } from '../commit.ts';
import type { Draft } from '../commit.ts';
import { effectiveFields, effectiveStatus, occurrenceFields, overridesFor } from '../series/effective.ts';
import { guestsOf, rowOf } from '../people.ts';
import type { EventFields, StoredEvent } from '../stored-event.ts';
import type { Notify } from './write-call.ts';

/** A row of the organizer's calendar after a change, with what it said before. */
export interface Spread {
  readonly row: StoredEvent;
  readonly before: EventFields | undefined;
}

const NEW_COPY: readonly FieldKey[] = [...SHARED, 'visibility', 'transparency'];

/** The row of a guest's calendar that already stands for this event; a foreign event under the same id is left alone. */
function copyOf(calendar: Calendar, row: StoredEvent): StoredEvent | undefined | 'foreign' {
  const copy = calendar.byId.get(row.id);
  return copy && copy.iCalUID !== row.iCalUID ? 'foreign' : copy;
}

function copyFields(guest: Calendar, row: StoredEvent, copy: StoredEvent | undefined, source: EventFields, changed: ReadonlySet<FieldKey>): EventFields {
  const alive = copy && effectiveStatus(guest, copy) !== 'cancelled' && !copy.bare;
  if (alive) return take(effectiveFields(guest, copy), source, SHARED.filter((key) => changed.has(key)));
  const master = row.kind === 'exception' ? guest.byId.get(row.masterId) : undefined;
  if (row.kind === 'exception' && master?.kind === 'main') return take(occurrenceFields(master.fields, row.original), source, SHARED);
  return take({ start: source.start, end: source.end } as EventFields, source, NEW_COPY);
}

function copyDraft(guest: Calendar, row: StoredEvent, fields: EventFields): Draft {
  const { id, iCalUID } = row;
  const status = row.status;
  if (row.kind === 'main') return { kind: 'main', id, iCalUID, status, fields };
  const master = guest.byId.get(row.masterId);
  const overrides = overridesFor(master?.kind === 'main' ? master.fields : undefined, row.original, fields);
  return { kind: 'exception', id, iCalUID, status, masterId: row.masterId, original: row.original, overrides };
}

/** Brings one change of a meeting to the calendars of its guests who have a Google account. */
export function spread(world: World, organizer: Calendar, changes: readonly Spread[], notify: Notify, micros: number): void {
  const perGuest = new Map<Calendar, Draft[]>();
  for (const { row, before } of changes) {
    const after = effectiveFields(organizer, row);
    if (after.privateCopy) continue;
    const invited = new Set(effectiveStatus(organizer, row) === 'cancelled' ? [] : guestsOf(after));
    const changed = changedKeys(before, after);
    for (const email of new Set([...guestsOf(before), ...invited])) {
      const guest = primaryOf(world, email);
      if (!guest || guest === organizer) continue;
      const draft = draftFor(guest, row, after, changed, invited.has(email), notify);
      if (draft) perGuest.set(guest, [...(perGuest.get(guest) ?? []), draft]);
    }
  }
  for (const [guest, drafts] of perGuest) commit(world, guest, drafts, micros);
}

function draftFor(
  guest: Calendar,
  row: StoredEvent,
  after: EventFields,
  changed: ReadonlySet<FieldKey>,
  invited: boolean,
  notify: Notify,
): Draft | undefined {
  const copy = copyOf(guest, row);
  if (copy === 'foreign') return undefined;
  // Who threw the invitation away is not handed it again by the organizer's next edit.
  if (invited && copy?.status === 'cancelled' && rowOf(after, guest.head.id)?.responseStatus === 'declined') return undefined;
  if (invited) return copyDraft(guest, row, copyFields(guest, row, copy, after, changed));
  const gone = row.status === 'cancelled';
  // Deleting without telling anybody leaves the guests' copies where they are (observed).
  if (gone && notify === 'none') return undefined;
  if (copy && copy.status !== 'cancelled') return { ...draftOf(copy), status: 'cancelled' };
  // A cancelled occurrence has no copy of its own yet: its series has.
  const series = row.kind === 'exception' && guest.byId.get(row.masterId)?.kind === 'main';
  return !copy && series && gone ? { ...copyDraft(guest, row, copyFields(guest, row, undefined, after, changed)), status: 'cancelled' } : undefined;
}
