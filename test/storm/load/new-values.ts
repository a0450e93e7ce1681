import { FIELDS, type Field, type Matter, type Side, type Values, type Write } from './matter.ts';
import type { Stage } from './stage.ts';
import { slotOf } from './times-of.ts';

/** A value that nobody wrote before. */
export function newValue(stage: Pick<Stage, 'next'>, { tag }: Pick<Matter, 'tag'>, field: Field): string {
  const n = stage.next();
  return field === 'when' ? slotOf(n) : field === 'title' ? `${tag} take ${n}` : `${field} ${n}`;
}

/** Values for all fields of something new. */
export const newValues = (stage: Pick<Stage, 'next'>, matter: Pick<Matter, 'tag'>): Values =>
  Object.fromEntries(FIELDS.map((field) => [field, newValue(stage, matter, field)])) as unknown as Values;

/** Notes in the intents that these values are about to be written; they are acknowledged by `acknowledge`. */
export function intend(matter: Matter, side: Side, values: Partial<Values>, saw: Values | null): Write[] {
  const startedAt = Date.now();
  const writes = Object.entries(values).map(([field, value]): Write => ({ field: field as Field, side, value, saw: saw?.[field as Field] ?? null, startedAt, ackedAt: null }));
  matter.writes.push(...writes);
  return writes;
}

export function acknowledge(writes: readonly Write[]): void {
  const at = Date.now();
  for (const write of writes) write.ackedAt ??= at;
}

/** One to two fields to edit. */
export function someFields(stage: Pick<Stage, 'random'>, from: readonly Field[] = FIELDS): readonly Field[] {
  const shuffled = [...from].map((field) => ({ field, order: stage.random.unit() })).sort((a, b) => a.order - b.order);
  return shuffled.slice(0, stage.random.unit() < 0.7 ? 1 : 2).map(({ field }) => field);
}
