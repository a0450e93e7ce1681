import { describe, expect } from 'vitest';
import type { BusBench } from './bus-engine.ts';
import { receiver } from './receiver.ts';
import { message, neighbours, series } from './sample-messages.ts';

const ofKey = (ids: readonly string[], key: string) => ids.filter((id) => id.startsWith(`${key}-`));

/** What arrives where, and in which order. */
export function deliveryRules({ start, rule }: BusBench): void {
  describe('delivery', () => {
    rule('a message arrives as it was sent', async () => {
      const { bus, owner, consumer, relay } = await start();
      const taker = receiver(consumer);
      await bus.subscribe(taker);
      const sent = message('ключ 🗝', 'm1', { data: { text: 'ö"\n', list: [1, null, true] }, traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' });
      await relay.send(owner, [sent]);
      await taker.until(() => taker.handled.length === 1);
      expect(taker.messages).toEqual([sent]);
    });

    rule('what was sent before anybody subscribed arrives', async () => {
      const { bus, owner, consumer, relay } = await start();
      await relay.send(owner, series('k', 3));
      const taker = receiver(consumer);
      await bus.subscribe(taker);
      await taker.until(() => taker.handled.length === 3);
      expect(taker.handled).toEqual(['k-0', 'k-1', 'k-2']);
    });

    rule('order is kept per key', async () => {
      const { bus, owner, consumer, relay } = await start();
      const taker = receiver(consumer, { work: (each) => (each.id.endsWith('5') ? new Promise((resolve) => setImmediate(resolve)) : undefined) });
      await bus.subscribe(taker);
      const keys = Array.from({ length: 10 }, (_, i) => `key${i}`);
      for (let batch = 0; batch < 20; batch += 10) {
        await relay.send(owner, Array.from({ length: 10 }, (_, i) => keys.map((key) => message(key, `${key}-${batch + i}`))).flat());
      }
      await taker.until(() => taker.handled.length === 200);
      for (const key of keys) expect(ofKey(taker.handled, key)).toEqual(Array.from({ length: 20 }, (_, i) => `${key}-${i}`));
    });

    rule('two groups each get everything, once each', async () => {
      const { bus, owner, consumer, relay, store } = await start();
      const first = receiver(consumer, { group: 'first' });
      const second = receiver(await store('second'), { group: 'second' });
      await bus.subscribe(first);
      await bus.subscribe(second);
      await relay.send(owner, series('k', 50));
      await Promise.all([first.until(() => first.handled.length >= 50), second.until(() => second.handled.length >= 50)]);
      expect(first.handled).toEqual(series('k', 50).map((each) => each.id));
      expect(second.handled).toEqual(first.handled);
    });

    rule('messages of several owners arrive, and a group gets only the types it takes', async () => {
      const { bus, owner, consumer, relay, store } = await start();
      const other = await store('other-owner');
      const taker = receiver(consumer, { types: ['a.changed', 'c.changed'] });
      await bus.subscribe(taker);
      await relay.send(owner, ['a', 'b', 'c'].map((letter) => message('k', letter, { type: `${letter}.changed` })));
      await relay.send(other, [message('k', 'other a', { type: 'a.changed' }), message('k', 'other b', { type: 'b.changed' })]);
      await taker.until(() => taker.handled.length === 3);
      expect(taker.handled.toSorted()).toEqual(['a', 'c', 'other a']);
    });

    rule('a slow handler holds up only its own partition', async () => {
      const { bus, owner, consumer, relay } = await start();
      const { first, elsewhere } = neighbours();
      let letGo: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const taker = receiver(consumer, { work: (each) => (each.partitionkey === first ? held : undefined) });
      await bus.subscribe(taker);
      await relay.send(owner, [message(first, 'slow'), message(elsewhere, 'quick')]);
      await taker.until(() => taker.handled.includes('quick') && taker.begun.includes('slow'));
      expect(taker.handled).toEqual(['quick']);
      letGo();
      await taker.until(() => taker.handled.includes('slow'));
    });

    rule('ten thousand messages: none lost, none twice, order kept per key', async () => {
      const { bus, owner, consumer, relay } = await start();
      const taker = receiver(consumer);
      await bus.subscribe(taker);
      const keys = Array.from({ length: 50 }, (_, i) => `key${i}`);
      for (let batch = 0; batch < 20; batch++) {
        await relay.send(owner, keys.flatMap((key) => Array.from({ length: 10 }, (_, i) => message(key, `${key}-${batch * 10 + i}`))));
      }
      await taker.until(() => taker.handled.length >= 10_000);
      const byKey = Map.groupBy(taker.handled, (id) => id.split('-')[0]);
      for (const key of keys) expect(byKey.get(key)).toEqual(Array.from({ length: 200 }, (_, i) => `${key}-${i}`));
    });

    rule('a message of one megabyte arrives', async () => {
      const { bus, owner, consumer, relay } = await start();
      const taker = receiver(consumer);
      await bus.subscribe(taker);
      const large = message('k', 'large', { data: { text: 'x'.repeat(900_000) } });
      await relay.send(owner, [large, message('k', 'next')]);
      await taker.until(() => taker.handled.length === 2);
      expect(taker.messages[0]).toEqual(large);
    });

    rule('publishing nothing is nothing', async () => {
      const { bus } = await start();
      await bus.publish([]);
    });

    rule('health tells how many messages a group has not handled yet', async () => {
      const { bus, owner, consumer, relay } = await start();
      let letGo: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const taker = receiver(consumer, { work: () => held });
      await bus.subscribe(taker);
      expect(bus.health()).toMatchObject({ state: 'ok', lag: { consumer: 0 } });
      await relay.send(owner, series('k', 5));
      await taker.until(() => taker.begun.length === 1);
      expect(bus.health().lag['consumer']).toBe(5);
      letGo();
      await taker.until(() => taker.handled.length === 5);
      await bus.close();
      expect(bus.health()).toMatchObject({ state: 'closed', lag: { consumer: 0 } });
    });
  });
}
