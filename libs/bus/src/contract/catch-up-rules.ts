import { AppError, partitionOf, silentLog } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import { describe, expect } from 'vitest';
import type { Subscription } from '../bus.ts';
import type { Feed } from '../catch-up.ts';
import { catchUp, catchUpReader } from '../catch-up.ts';
import { busCursors, cursorId } from '../cursor.ts';
import { deadLetters } from '../dead-letter.ts';
import type { BusBench } from './bus-engine.ts';
import { localFeed } from '../local-feed.ts';
import { receiver } from './receiver.ts';
import { commit } from './relay.ts';
import { message, neighbours, series } from './sample-messages.ts';

const feedOf = ({ outbox }: Store): Feed => ({
  async readFrom(owner, ...place) {
    const page = await localFeed(() => outbox).readFrom(owner, ...place);
    return { ...page, messages: page.messages.map((placed) => ({ ...placed, owner })) };
  },
});

/** Reading the owner's feed, whatever became of the messages on the bus. */
export function catchUpRules({ start, rule }: BusBench): void {
  describe('catching up', () => {
    const run = async (owner: Store, subscription: Subscription) => {
      while ((await owner.outbox.place()) > 0);
      return catchUp({ feed: feedOf(owner), owner: 'owner', subscription, clock: { now: () => 5 }, log: silentLog });
    };
    const cursor = (store: Store, partition: number) => store.get(busCursors, cursorId(catchUpReader('consumer'), 'owner', partition));

    rule('a message lost on purpose is found again', async () => {
      const { bus, owner, consumer, relay } = await start();
      const lossy = receiver(consumer);
      const state: string[] = [];
      // The loss: the bus believes that k-1 was handled.
      const subscription: Subscription = {
        ...lossy,
        async handle(each, delivery) {
          await lossy.handle(each, delivery);
          if (each.id !== 'k-1') state.push(each.id);
        },
      };
      await bus.subscribe(subscription);
      await relay.send(owner, series('k', 3));
      await lossy.until(() => lossy.handled.length === 3);
      expect(state).not.toContain('k-1');
      const found = receiver(consumer);
      expect(await run(owner, found)).toEqual({ handled: 3, failed: [] });
      expect(found.handled).toEqual(['k-0', 'k-1', 'k-2']);
    });

    rule('a message that the bus never got is found', async () => {
      const { owner, consumer } = await start();
      await commit(owner, series('k', 2));
      const found = receiver(consumer);
      await run(owner, found);
      expect(found.handled).toEqual(['k-0', 'k-1']);
    });

    rule('the next time goes on where this one stopped, with the own types only', async () => {
      const { owner, consumer } = await start();
      await commit(owner, [...series('k', 2), message('k', 'other', { type: 'other.changed' })]);
      const found = receiver(consumer);
      await run(owner, found);
      await run(owner, found);
      expect(found.handled).toEqual(['k-0', 'k-1']);
      expect((await cursor(consumer, partitionOf('k')))?.position).toBe(3);
      await commit(owner, [message('k', 'k-2')]);
      await run(owner, found);
      expect(found.handled).toEqual(['k-0', 'k-1', 'k-2']);
    });

    rule('more than a page is read to its end', async () => {
      const { owner, consumer } = await start();
      await commit(owner, series('k', 450));
      const found = receiver(consumer);
      expect((await run(owner, found)).handled).toBe(450);
      expect(found.handled).toEqual(series('k', 450).map((each) => each.id));
    });

    rule('the cursor never passes a message that failed, and other partitions go on', async () => {
      const { owner, consumer } = await start();
      const { first, elsewhere } = neighbours();
      await commit(owner, [...series(first, 3), message(elsewhere, 'far')]);
      let mended = false;
      const found = receiver(consumer, {
        work(each) {
          if (each.id === `${first}-1` && !mended) throw new Error('not now');
        },
      });
      const failed = await run(owner, found);
      expect(failed).toMatchObject({ handled: 2, failed: [{ partition: partitionOf(first), position: 2 }] });
      expect(found.handled.toSorted()).toEqual(['far', `${first}-0`].toSorted());
      expect((await cursor(consumer, partitionOf(first)))?.position).toBe(1);
      mended = true;
      expect(await run(owner, found)).toEqual({ handled: 2, failed: [] });
      expect(found.handled.slice(-2)).toEqual([`${first}-1`, `${first}-2`]);
    });

    rule('a message that nobody can handle goes to the dead letters once and is passed by', async () => {
      const { owner, consumer } = await start();
      await commit(owner, series('k', 2));
      const found = receiver(consumer, {
        work(each) {
          if (each.id === 'k-0') throw new AppError('invalid');
        },
      });
      expect(await run(owner, found)).toEqual({ handled: 1, failed: [] });
      await consumer.remove(busCursors, cursorId(catchUpReader('consumer'), 'owner', partitionOf('k')));
      await run(owner, found);
      expect((await consumer.find(deadLetters, { index: 'byState', equals: ['dead'] })).items).toHaveLength(1);
    });

    rule('what an operator dropped or replayed is passed over; a letter whose message can be handled now is settled', async () => {
      const { owner, consumer } = await start();
      await commit(owner, series('k', 4));
      const dying = receiver(consumer, {
        work(each) {
          if (each.id !== 'k-3') throw new AppError('invalid');
        },
      });
      await run(owner, dying);
      const letters = async () => (await consumer.scan(deadLetters, { limit: 10 })).items.toSorted((one, other) => one.position - other.position);
      const [dropped, again] = await letters();
      await consumer.update(deadLetters, dropped?.id ?? '', (letter) => ({ ...letter, state: 'dropped' as const }));
      await consumer.update(deadLetters, again?.id ?? '', (letter) => ({ ...letter, state: 'replayed' as const }));
      await consumer.remove(busCursors, cursorId(catchUpReader('consumer'), 'owner', partitionOf('k')));
      const found = receiver(consumer);
      expect(await run(owner, found)).toEqual({ handled: 2, failed: [] });
      expect(found.handled).toEqual(['k-2', 'k-3']);
      expect((await letters()).map(({ state, attempts }) => [state, attempts])).toEqual([['dropped', 1], ['replayed', 1], ['replayed', 2]]);
    });

    rule('an owner whose database was restored is read from its beginning: it counts from a place long passed', async () => {
      const { owner, consumer, store } = await start();
      await commit(owner, series('k', 5));
      const found = receiver(consumer);
      await run(owner, found);
      const restored = await store('restored');
      await commit(restored, [...series('k', 2), message('k', 'after')]);
      expect(await run(restored, found)).toEqual({ handled: 3, failed: [] });
      expect(found.handled.slice(5)).toEqual(['k-0', 'k-1', 'after']);
      expect((await cursor(consumer, partitionOf('k')))?.position).toBe(3);
    });

    rule('an owner whose database was restored gives a place again: what dies there dies beside the older letter', async () => {
      const { owner, consumer, store } = await start();
      const dying = receiver(consumer, {
        work() {
          throw new AppError('invalid');
        },
      });
      await commit(owner, [message('k', 'before')]);
      await run(owner, dying);
      const restored = await store('restored');
      await commit(restored, [message('k', 'after')]);
      await consumer.remove(busCursors, cursorId(catchUpReader('consumer'), 'owner', partitionOf('k')));
      expect(await run(restored, dying)).toEqual({ handled: 0, failed: [] });
      const letters = (await consumer.find(deadLetters, { index: 'byState', equals: ['dead'] })).items;
      expect(letters.map((letter) => (letter.message as { id: string }).id).toSorted()).toEqual(['after', 'before']);
    });
  });
}
