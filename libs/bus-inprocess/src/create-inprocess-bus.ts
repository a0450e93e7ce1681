import type { Bus, BusHealth, Subscription } from '@portal-sync/bus';
import type { Cancel, Clock, Log, Random, Timers } from '@portal-sync/kernel';
import { AppError, sleep } from '@portal-sync/kernel';
import type { Outbox, PlacedMessage } from '@portal-sync/store';
import { readHealth } from './bus-health.ts';
import { CursorSaver } from './cursor-saver.ts';
import type { PartitionReader } from './partition-reader.ts';
import { ReaderGroup } from './reader-group.ts';

export interface InprocessBusDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

export interface InprocessBus extends Bus {
  /** Lets every group, present and future, read this outbox. Only messages of registered outboxes can be published. */
  register(outbox: Outbox): Promise<void>;
}

/** How often to look without having been told. */
const POLL_MS = 1_000;
const DRAIN_MS = 10_000;

/**
 * The bus of one process. It holds no message: groups read the outboxes themselves, each from its own cursor, so nothing can be dropped and
 * a restart goes on where the last one stopped. `publish` only says where to look.
 */
export function createInprocessBus(deps: InprocessBusDeps): InprocessBus {
  const log = deps.log.child({ part: 'bus' });
  const outboxes = new Map<string, Outbox>();
  const heads = new Map<string, readonly number[]>();
  const groups = new Map<string, ReaderGroup>();
  const stopping = new AbortController();
  const saver = new CursorSaver({ timers: deps.timers, log });
  let progressAt = deps.clock.now();
  let cancelPoll: Cancel | undefined;
  let closing: Promise<void> | undefined;

  const refuseWhenClosed = (): void => {
    if (stopping.signal.aborted) throw new AppError('unavailable', { detail: 'The bus is closed.' });
  };
  const progressed = (reader: PartitionReader): void => {
    progressAt = deps.clock.now();
    saver.note(reader);
  };
  const lookAt = async (outbox: Outbox): Promise<readonly number[]> => {
    const found = await outbox.heads();
    heads.set(outbox.owner, found);
    return found;
  };
  const poll = async (): Promise<void> => {
    try {
      for (const outbox of outboxes.values()) await lookAt(outbox);
      for (const group of groups.values()) {
        for (const reader of group.readers) if ((heads.get(reader.owner)?.[reader.partition] ?? 0) > reader.position) reader.wake();
      }
      progressAt = deps.clock.now();
    } catch (error) {
      log.error({ error }, 'looking for messages failed');
    }
    if (!stopping.signal.aborted) cancelPoll = deps.timers.after(POLL_MS, () => void poll());
  };

  return {
    readsOutboxes: true,

    async register(outbox) {
      refuseWhenClosed();
      if (outboxes.has(outbox.owner)) throw new AppError('internal', { detail: `The outbox of ${outbox.owner} is registered already.` });
      outboxes.set(outbox.owner, outbox);
      await lookAt(outbox);
      for (const group of groups.values()) await group.add(outbox);
      cancelPoll ??= deps.timers.after(POLL_MS, () => void poll());
    },

    async publish(messages: readonly PlacedMessage[]) {
      refuseWhenClosed();
      const byOwner = Map.groupBy(messages, (placed) => placed.owner);
      for (const [owner, placed] of byOwner) await checkDurable(outboxes.get(owner), owner, placed, lookAt);
      for (const { owner, partition } of messages) for (const group of groups.values()) group.wake(owner, partition);
    },

    async subscribe(subscription: Subscription) {
      refuseWhenClosed();
      const { group } = subscription;
      if (groups.has(group)) throw new AppError('internal', { detail: `The group ${group} is subscribed already.` });
      const readers = new ReaderGroup({ ...deps, log, subscription, signal: stopping.signal, progressed });
      groups.set(group, readers);
      for (const outbox of outboxes.values()) await readers.add(outbox);
    },

    health: (): BusHealth =>
      readHealth({ groups, heads, now: deps.clock.now(), progressAt, closed: stopping.signal.aborted }),

    close(options) {
      closing ??= (async () => {
        stopping.abort();
        cancelPoll?.();
        const idle = Promise.all([...groups.values()].flatMap((group) => group.readers).map((reader) => reader.idle()));
        const drained = new AbortController();
        await Promise.race([idle, sleep(deps.timers, options?.drainMs ?? DRAIN_MS, drained.signal)]);
        drained.abort();
        await saver.save();
        saver.stop();
      })();
      return closing;
    },
  };
}

/** A message counts as published only when it stands in an outbox that is read here. */
async function checkDurable(
  outbox: Outbox | undefined,
  owner: string,
  placed: readonly PlacedMessage[],
  lookAt: (outbox: Outbox) => Promise<readonly number[]>,
): Promise<void> {
  if (outbox === undefined) throw new AppError('internal', { detail: `The outbox of ${owner} is not registered with this bus.` });
  const heads = await lookAt(outbox);
  if (placed.some(({ partition, position }) => position > (heads[partition] ?? 0))) {
    throw new AppError('internal', { detail: `A message of ${owner} does not stand in its outbox.` });
  }
}
