import { describe, expect } from 'vitest';
import { deadLetters } from '../dead-letter.ts';
import type { BusBench } from './bus-engine.ts';
import { receiver } from './receiver.ts';
import { commit } from './relay.ts';
import { message, series } from './sample-messages.ts';

/** What a bus that begins again owes to the one before. */
export function restartRules({ start, rule }: BusBench): void {
  describe('restart', () => {
    rule('messages committed but not sent before the restart arrive after it', async () => {
      const before = await start();
      await commit(before.owner, series('k', 3));
      const { bus, owner, consumer, relay } = await before.restart();
      const taker = receiver(consumer);
      await bus.subscribe(taker);
      await relay.publish(owner);
      await taker.until(() => taker.handled.length === 3);
      expect(taker.handled).toEqual(['k-0', 'k-1', 'k-2']);
    }, 'restart');

    rule('what was handled before a proper end does not come again', async () => {
      const before = await start();
      const first = receiver(before.consumer);
      await before.bus.subscribe(first);
      await before.relay.send(before.owner, [...series('k', 5), ...series('l', 5)]);
      await first.until(() => first.handled.length === 10);
      await before.bus.close();
      const { bus, owner, consumer, relay } = await before.restart();
      const second = receiver(consumer);
      await bus.subscribe(second);
      await commit(owner, [message('k', 'new k'), message('l', 'new l')]);
      await relay.publish(owner);
      await second.until(() => second.handled.includes('new k') && second.handled.includes('new l'));
      expect(second.handled.toSorted()).toEqual(['new k', 'new l']);
    }, 'restart');

    rule('two groups of one service each keep their own place', async () => {
      const before = await start();
      const quick = receiver(before.consumer, { group: 'quick' });
      const slow = receiver(before.consumer, { group: 'slow', work: (each) => (each.id === 'k-0' ? undefined : new Promise<void>(() => undefined)) });
      await before.bus.subscribe(quick);
      await before.bus.subscribe(slow);
      await before.relay.send(before.owner, series('k', 3));
      await Promise.all([quick.until(() => quick.handled.length === 3), slow.until(() => slow.begun.includes('k-1'))]);
      await before.bus.close({ drainMs: 0 });
      const { bus, owner, consumer, relay } = await before.restart();
      const quickAgain = receiver(consumer, { group: 'quick' });
      const slowAgain = receiver(consumer, { group: 'slow' });
      await bus.subscribe(slowAgain);
      await bus.subscribe(quickAgain);
      await relay.send(owner, [message('k', 'new')]);
      await Promise.all([quickAgain.until(() => quickAgain.handled.includes('new')), slowAgain.until(() => slowAgain.handled.includes('new'))]);
      expect(quickAgain.handled).toEqual(['new']);
      expect(slowAgain.handled).toEqual(['k-1', 'k-2', 'new']);
    }, 'restart');

    rule('a process that ended half way through a message gets it again, and everything after it in order', async () => {
      const before = await start();
      const first = receiver(before.consumer, { work: (each) => (each.id === 'k-3' ? new Promise<void>(() => undefined) : undefined) });
      await before.bus.subscribe(first);
      await before.relay.send(before.owner, series('k', 6));
      await first.until(() => first.begun.includes('k-3'));
      await before.bus.close({ drainMs: 0 });
      const { bus, consumer } = await before.restart();
      const second = receiver(consumer);
      await bus.subscribe(second);
      await second.until(() => second.handled.includes('k-5'));
      expect(second.handled.slice(-3)).toEqual(['k-3', 'k-4', 'k-5']);
    }, 'restart');

    rule('a process that ended without any farewell loses nothing', async () => {
      const before = await start();
      const first = receiver(before.consumer);
      await before.bus.subscribe(first);
      await before.relay.send(before.owner, series('k', 5));
      await first.until(() => first.handled.length === 2);
      // The store is gone before the bus could keep how far it came.
      await before.consumer.close();
      const { bus, consumer, owner, relay } = await before.restart();
      const second = receiver(consumer);
      await bus.subscribe(second);
      await relay.publish(owner);
      await second.until(() => second.handled.includes('k-4'));
      const handledAtAll = new Set([...first.handled, ...second.handled]);
      expect([...handledAtAll].toSorted()).toEqual(series('k', 5).map((each) => each.id));
    }, 'restart');

    rule('a message that is still failing when the process ends is tried again after it, and dies once', async () => {
      const before = await start();
      const failing = { maxAttempts: 3, work: () => Promise.reject(new Error('no')) };
      const first = receiver(before.consumer, { ...failing, maxAttempts: 1_000_000 });
      await before.bus.subscribe(first);
      await before.relay.send(before.owner, series('k', 1));
      await first.until(() => first.begun.length > 1);
      const { bus, consumer, owner, relay } = await before.restart();
      const second = receiver(consumer, failing);
      const probe = receiver(consumer, { group: 'probe' });
      await bus.subscribe(second);
      await bus.subscribe(probe);
      await relay.publish(owner);
      await second.until(() => second.begun.length === 3);
      await bus.close();
      expect((await consumer.find(deadLetters, { index: 'byState', equals: ['dead'] })).items).toMatchObject([{ attempts: 3 }]);
    }, 'restart');
  });
}
