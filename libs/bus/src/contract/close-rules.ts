import { describe, expect } from 'vitest';
import type { BusBench } from './bus-engine.ts';
import { receiver } from './receiver.ts';
import { series } from './sample-messages.ts';

/** How a bus ends. */
export function closeRules({ start, rule }: BusBench): void {
  describe('closing', () => {
    rule('close lets the running handler finish and begins nothing new', async () => {
      const { bus, owner, consumer, relay } = await start();
      let told = false;
      const taker = receiver(consumer, {
        async work(_each, { signal }) {
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
          told = true;
          await new Promise((resolve) => setImmediate(resolve));
        },
      });
      await bus.subscribe(taker);
      await relay.send(owner, series('k', 3));
      await taker.until(() => taker.begun.length === 1);
      await bus.close();
      expect(told).toBe(true);
      expect(taker.handled).toEqual(['k-0']);
      expect(taker.begun).toEqual(['k-0']);
    });

    rule('close does not wait longer than told for a handler that never ends', async () => {
      const { bus, owner, consumer, relay } = await start();
      const taker = receiver(consumer, { work: () => new Promise<void>(() => undefined) });
      await bus.subscribe(taker);
      await relay.send(owner, series('k', 1));
      await taker.until(() => taker.begun.length === 1);
      await bus.close({ drainMs: 20 });
      expect(bus.health().state).toBe('closed');
    });

    rule('close does not wait for the next attempt of a failing message', async () => {
      const { bus, owner, consumer, relay } = await start();
      const taker = receiver(consumer, {
        maxAttempts: 1_000_000,
        work() {
          throw new Error('always');
        },
      });
      await bus.subscribe(taker);
      await relay.send(owner, series('k', 1));
      await taker.until(() => taker.begun.length > 3);
      await bus.close();
      const begun = taker.begun.length;
      await new Promise((resolve) => setImmediate(resolve));
      expect(taker.begun).toHaveLength(begun);
    });

    rule('a closed bus takes nothing, and says so', async () => {
      const { bus, owner, consumer, relay } = await start();
      await bus.close();
      await bus.close();
      await expect(relay.send(owner, series('k', 1))).rejects.toMatchObject({ code: 'unavailable' });
      await expect(bus.subscribe(receiver(consumer))).rejects.toMatchObject({ code: 'unavailable' });
      expect(bus.health().state).toBe('closed');
    });
  });
}
