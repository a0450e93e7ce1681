import type { Log } from '@portal-sync/kernel';
import { AppError } from '@portal-sync/kernel';
import type { PlacedMessage } from '@portal-sync/store';
import type { Subscription } from './bus.ts';
import { deadLetterId, deadLetterOf } from './dead-letter-of.ts';
import { deadLetters, type DeadLetter } from './dead-letter.ts';

type Grave = Pick<Subscription, 'group' | 'store'>;

/** Writes the dead letter; the same message dies once, however often it is delivered. False when it could not be written. */
export async function bury({ group, store }: Grave, placed: PlacedMessage, failure: { error: unknown; attempts: number; at: number }, log: Log): Promise<boolean> {
  try {
    await write({ group, store }, placed, deadLetterOf(group, placed, failure));
  } catch (error) {
    log.error({ error }, 'a dead letter could not be written');
    return false;
  }
  log.error({ error: failure.error, attempts: failure.attempts }, 'a message went to the dead letters');
  return true;
}

/** Whether this message is among the dead letters, settled or not. */
export async function isBuried({ group, store }: Grave, placed: PlacedMessage): Promise<boolean> {
  for (const id of idsOf(group, placed)) if (isOf(placed, await store.get(deadLetters, id))) return true;
  return false;
}

/** An owner whose database was restored gives a place a second time: then the letter of another message stands there, and this one goes beside it. */
const idsOf = (group: string, placed: PlacedMessage): readonly string[] => {
  const id = deadLetterId(group, placed);
  return [id, `${id}/${placed.message.id}`];
};

/** The letters of a partition's messages, from the first of them to the last. */
export async function lettersAmong({ group, store }: Grave, placed: readonly PlacedMessage[]): Promise<readonly DeadLetter[]> {
  const [first, last] = [placed[0], placed.at(-1)];
  if (first === undefined || last === undefined) return [];
  const among = { index: 'byPlace', equals: [group, first.owner, first.partition], range: { gte: first.position, lte: last.position } } as const;
  const letters: DeadLetter[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.find(deadLetters, { ...among, cursor });
    letters.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return letters;
}

export const letterOf = (placed: PlacedMessage, letters: readonly DeadLetter[]): DeadLetter | undefined =>
  letters.find((letter) => letter.position === placed.position && isOf(placed, letter));

const isOf = (placed: PlacedMessage, letter: DeadLetter | undefined): boolean =>
  letter !== undefined && (letter.message as { id?: unknown } | null | undefined)?.id === placed.message.id;

async function write(grave: Grave, placed: PlacedMessage, letter: DeadLetter): Promise<void> {
  for (const id of idsOf(grave.group, placed)) {
    try {
      return void (await grave.store.insert(deadLetters, { ...letter, id }));
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'already-exists')) throw error;
      if (isOf(placed, await grave.store.get(deadLetters, id))) return;
    }
  }
}
