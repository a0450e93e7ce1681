import type { Clock, Log } from '@portal-sync/kernel';
import { PARTITIONS, isRetriable } from '@portal-sync/kernel';
import type { PlacedMessage } from '@portal-sync/store';
import type { Subscription } from './bus.ts';
import { busCursors, cursorId } from './cursor.ts';
import { bury, isBuried, letterOf, lettersAmong } from './bury.ts';
import { deadLetters, replayed, type DeadLetter } from './dead-letter.ts';

export interface FeedPage {
  readonly messages: readonly PlacedMessage[];
  /** The last position of the partition (0 = none yet). */
  readonly head: number;
}

/** An owner's outbox as others read it: at most `limit` messages of a partition after `position`, in order. */
export interface Feed {
  readFrom(owner: string, partition: number, position: number, limit: number): Promise<FeedPage>;
}

export interface CatchUpOptions {
  readonly feed: Feed;
  readonly owner: string;
  /** Whose handler runs. It must be safe to run twice: most of what it gets came by the bus before. */
  readonly subscription: Pick<Subscription, 'group' | 'types' | 'store' | 'handle'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends it between two messages. */
  readonly signal?: AbortSignal;
}

export interface CaughtUp {
  readonly handled: number;
  /** Partitions that stopped at a message that failed; the next time begins with that message. */
  readonly failed: readonly { readonly partition: number; readonly position: number; readonly error: unknown }[];
}

const PAGE = 200;

export const catchUpReader = (group: string): string => `${group}:catch-up`;

/**
 * Reads everything an owner sent since the last time and handles it (again), so that a message lost on its way costs delay, never data.
 * Its cursor is its own, and never passes a message that failed, unless that message stands in the dead letters. What an operator dropped or replayed is passed over;
 * a letter whose message is handled now is settled as replayed.
 */
export async function catchUp(options: CatchUpOptions): Promise<CaughtUp> {
  const failed: { partition: number; position: number; error: unknown }[] = [];
  let handled = 0;
  for (let partition = 0; partition < PARTITIONS && !options.signal?.aborted; partition++) {
    const part = await catchUpPartition(options, partition);
    handled += part.handled;
    if (part.failed !== undefined) failed.push({ partition, ...part.failed });
  }
  return { handled, failed };
}

interface CaughtUpPart {
  handled: number;
  failed?: { position: number; error: unknown };
}

async function catchUpPartition(options: CatchUpOptions, partition: number): Promise<CaughtUpPart> {
  const { feed, owner, subscription, log, signal } = options;
  const reader = catchUpReader(subscription.group);
  const id = cursorId(reader, owner, partition);
  let position = (await subscription.store.get(busCursors, id))?.position ?? 0;
  const part: CaughtUpPart = { handled: 0 };
  for (;;) {
    const { messages, head } = await feed.readFrom(owner, partition, position, PAGE);
    if (head < position) {
      // Its database was restored from a backup: positions were given anew, and what stands there now was never read.
      log.warn({ group: subscription.group, owner, partition, position, head }, 'a cursor is ahead of its outbox, catching up from its beginning');
      position = 0;
      continue;
    }
    const start = position;
    const letters = await lettersAmong(subscription, messages);
    for (const placed of messages) {
      if (signal?.aborted) break;
      const outcome = await handleAgain(options, placed, letterOf(placed, letters));
      if (outcome.failed) {
        part.failed = { position: placed.position, error: outcome.error };
        break;
      }
      if (outcome.handled) part.handled++;
      position = placed.position;
    }
    if (position > start) await subscription.store.put(busCursors, { id, reader, owner, partition, position });
    if (part.failed !== undefined || signal?.aborted || messages.length < PAGE) return part;
  }
}

type Outcome = { failed: false; handled: boolean } | { failed: true; error: unknown };

async function handleAgain({ subscription, clock, log, signal }: CatchUpOptions, placed: PlacedMessage, letter: DeadLetter | undefined): Promise<Outcome> {
  const settled = letter !== undefined && letter.state !== 'dead';
  if (settled || !subscription.types.includes(placed.message.type)) return { failed: false, handled: false };
  try {
    await subscription.handle(placed.message, { attempt: 1, signal: signal ?? new AbortController().signal });
  } catch (error) {
    if (await isBuried(subscription, placed)) return { failed: false, handled: false };
    if (!isRetriable(error) && (await bury(subscription, placed, { error, attempts: 1, at: clock.now() }, log))) return { failed: false, handled: false };
    return { failed: true, error };
  }
  if (letter !== undefined) {
    await subscription.store.update(deadLetters, letter.id, (standing) => (standing.state === 'dead' ? replayed(standing) : undefined));
    log.info({ group: subscription.group, letterId: letter.id, type: letter.type }, 'a dead letter was handled by catching up');
  }
  return { failed: false, handled: true };
}
