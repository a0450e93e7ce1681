import { PARTITIONS, partitionOf } from '@portal-sync/kernel';
import { describe, expect } from 'vitest';
import type { PlacedMessage } from '../outbox.ts';
import { readOutbox } from './read-outbox.ts';
import { message, note, notes } from './sample-collections.ts';
import type { ContractBench } from './store-engine.ts';

/** The partition in which all messages of these tests' key go. */
const KEY = 'one key';
const PARTITION = partitionOf(KEY);

function byKey(all: readonly PlacedMessage[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { message: each } of all) found.set(each.partitionkey, [...(found.get(each.partitionkey) ?? []), each.id]);
  return found;
}

/** Messages that leave with the commit. */
export function outboxRules({ open, rule }: ContractBench): void {
  describe('outbox', () => {
    rule('a message has its owner, the partition of its key, a position from 1, and comes back whole', async () => {
      const { store } = await open();
      const sent = message(KEY, 'm1', { appointmentId: 'x', nested: { list: [1, null, 'é'] } });
      await store.transaction(async (tx) => {
        tx.send(sent);
        tx.send(message(KEY, 'm2'));
      });
      const [first, second] = await readOutbox(store);
      expect(first).toEqual({ owner: 'bench', partition: PARTITION, position: 1, message: sent });
      expect(second).toMatchObject({ partition: PARTITION, position: 2 });
      expect(store.outbox.owner).toBe('bench');
    });

    rule('a message that no bus would carry is refused when it is written, and nothing of that transaction stays', async () => {
      const { store } = await open();
      const writing = store.transaction(async (tx) => {
        tx.send(message(KEY, 'small'));
        tx.send(message(KEY, 'large', { text: 'é'.repeat(500_001) }));
      });
      await expect(writing).rejects.toMatchObject({ code: 'too-large' });
      expect(await readOutbox(store)).toEqual([]);
    });

    rule('a reader goes on from any position, in pages', async () => {
      const { store } = await open();
      await store.transaction(async (tx) => {
        for (let i = 1; i <= 10; i++) tx.send(message(KEY, `m${i}`));
      });
      await readOutbox(store);
      const positions = async (after: number, limit: number) =>
        (await store.outbox.readFrom(PARTITION, after, limit)).map((placed) => placed.position);
      expect(await positions(0, 3)).toEqual([1, 2, 3]);
      expect(await positions(8, 100)).toEqual([9, 10]);
      expect(await positions(10, 100)).toEqual([]);
      expect(await store.outbox.readFrom((PARTITION + 1) % PARTITIONS, 0, 100)).toEqual([]);
    });

    rule('heads are the last positions, zero where nothing was sent', async () => {
      const { store } = await open();
      expect(await store.outbox.heads()).toEqual(Array.from({ length: PARTITIONS }, () => 0));
      await store.transaction(async (tx) => {
        tx.send(message(KEY, 'm1'));
        tx.send(message(KEY, 'm2'));
      });
      await readOutbox(store);
      const heads = await store.outbox.heads();
      expect(heads).toHaveLength(PARTITIONS);
      expect(heads[PARTITION]).toBe(2);
      expect(heads.reduce((sum, head) => sum + head, 0)).toBe(2);
    });

    rule('the positions of a key are in the order of the commits', async () => {
      const { store } = await open();
      await store.insert(notes, note('counter', { rank: 0 }));
      const count = () =>
        store.transaction(async (tx) => {
          const doc = await tx.update(notes, 'counter', (seen) => ({ ...seen, rank: Number(seen.rank) + 1 }));
          tx.send(message('counter', `${doc.rank}`));
        });
      await Promise.all(Array.from({ length: 60 }, count));
      const all = await readOutbox(store);
      expect(all.map((placed) => placed.message.id)).toEqual(Array.from({ length: 60 }, (_, i) => `${i + 1}`));
      expect(all.map((placed) => placed.position)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    });

    rule('ten thousand messages from many writers: none lost, none twice, no gap, order kept per key', async () => {
      const { store } = await open();
      const writer = async (w: number) => {
        for (let batch = 0; batch < 25; batch++) {
          await store.transaction(async (tx) => {
            for (let i = 0; i < 20; i++) tx.send(message(`key ${w}`, `${w}-${batch * 20 + i}`));
          });
        }
      };
      await Promise.all(Array.from({ length: 20 }, (_, w) => writer(w)));
      const all = await readOutbox(store);
      expect(all).toHaveLength(10_000);
      for (const [key, ids] of byKey(all)) {
        const w = key.slice('key '.length);
        expect(ids).toEqual(Array.from({ length: 500 }, (_, i) => `${w}-${i}`));
      }
      const heads = await store.outbox.heads();
      for (let partition = 0; partition < PARTITIONS; partition++) {
        const positions = all.filter((placed) => placed.partition === partition).map((placed) => placed.position);
        expect(positions).toEqual(Array.from({ length: heads[partition] ?? 0 }, (_, i) => i + 1));
      }
    });

    rule('several who place at once give each message one position', async () => {
      const { store } = await open();
      for (let round = 0; round < 5; round++) {
        await store.transaction(async (tx) => {
          for (let i = 0; i < 20; i++) tx.send(message(KEY, `${round * 20 + i}`));
        });
        await Promise.all(Array.from({ length: 4 }, () => store.outbox.place()));
      }
      const all = await readOutbox(store);
      expect(all.map((placed) => placed.position)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
      expect(all.map((placed) => placed.message.id)).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`));
    });

    rule('pruning drops what is older, and positions go on counting', async () => {
      const { store, clock } = await open();
      const send = (...ids: string[]) => store.transaction(async (tx) => ids.forEach((id) => tx.send(message(KEY, id))));
      clock.time = 1_000;
      await send('old 1', 'old 2');
      await readOutbox(store);
      clock.time = 2_000;
      await send('new');
      await readOutbox(store);
      expect(await store.outbox.prune(2_000)).toBe(2);
      expect((await readOutbox(store)).map((placed) => [placed.position, placed.message.id])).toEqual([[3, 'new']]);
      expect(await store.outbox.prune(9_000)).toBe(1);
      expect(await store.outbox.prune(9_000)).toBe(0);
      await send('later');
      expect((await readOutbox(store)).map((placed) => placed.position)).toEqual([4]);
      expect((await store.outbox.heads())[PARTITION]).toBe(4);
    });

    rule('pruning takes thousands at once', async () => {
      const { store, clock } = await open();
      await store.transaction(async (tx) => {
        for (let i = 0; i < 2_500; i++) tx.send(message(`k${i}`, `${i}`));
      });
      await readOutbox(store);
      expect(await store.outbox.prune(clock.time + 1)).toBe(2_500);
      expect(await readOutbox(store)).toEqual([]);
    });
  });
}
