import { FIELDS, type Field, type Matter, type Write } from './matter.ts';

/**
 * The values a field may have in the end, by what was said and seen: those of writes that no other write came after. A write came after another
 * if it was made on the same side once that was answered, or by somebody who saw that value (or a later one), or if somebody looked where the
 * earlier was written and found the later. Two that nobody can order are both permitted: a policy decides between them.
 */
export function standingValues(matter: Pick<Matter, 'writes' | 'looks'>, field: Field): readonly string[] {
  const writes = matter.writes.filter((write) => write.field === field);
  const over = new Set(writes.filter((write) => writes.some((later) => later !== write && isAfter(later, write, writes))));
  const looks = matter.looks.filter((look) => look.field === field);
  for (const write of writes) {
    const found = looks.filter(({ side, at, value }) => side === write.side && write.ackedAt !== null && at > write.ackedAt && value !== write.value);
    // A look may show an old state where a store was left behind; only what is not itself over proves anything.
    if (found.some(({ value }) => writes.some((later) => later.value === value && !over.has(later) && !isAfter(write, later, writes)))) over.add(write);
  }
  return writes.filter((write) => !over.has(write)).map(({ value }) => value);
}

/**
 * The same for one that was deleted in Google and brought back from here: what was said there and had not been heard here went with the event,
 * from the last on back. Who deleted it did away with that too.
 */
export function valuesWithEnding(matter: Pick<Matter, 'writes' | 'looks' | 'ending'>, field: Field): readonly string[] {
  const permitted = new Set(standingValues(matter, field));
  if (matter.ending?.side !== 'there') return [...permitted];
  const heard = ({ value }: Write): boolean =>
    matter.writes.some(({ side, saw }) => side === 'here' && saw === value) || matter.looks.some((look) => look.side === 'here' && look.value === value);
  let { writes } = matter;
  for (;;) {
    const unheard = writes.findLast((write) => write.field === field && write.side === 'there' && !heard(write));
    if (unheard === undefined) return [...permitted];
    writes = writes.filter((write) => write !== unheard);
    for (const value of standingValues({ writes, looks: matter.looks }, field)) permitted.add(value);
  }
}

function isAfter(later: Write, write: Write, writes: readonly Write[], depth = 0): boolean {
  if (later.ackedAt === null && later.saw === null) return false;
  if (later.ackedAt !== null && write.ackedAt !== null && later.side === write.side && later.startedAt >= write.ackedAt) return true;
  if (later.ackedAt === null || later.saw === null) return false;
  if (later.saw === write.value) return true;
  const seen = writes.find(({ value }) => value === later.saw);
  return seen !== undefined && seen !== later && depth < writes.length && isAfter(seen, write, writes, depth + 1);
}

/** Whether somebody who sees these values sees all that was ever said: nothing else could stand. */
export const seesAll = (matter: Pick<Matter, 'writes' | 'looks'>, values: Readonly<Record<Field, string>>): boolean =>
  FIELDS.every((field) => standingValues(matter, field).every((value) => value === values[field]));
