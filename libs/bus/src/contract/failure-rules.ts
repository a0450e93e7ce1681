import { AppError, partitionOf } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import { describe, expect } from 'vitest';
import type { DeadLetter } from '../dead-letter.ts';
import { deadLetters } from '../dead-letter.ts';
import type { BusBench } from './bus-engine.ts';
import { receiver } from './receiver.ts';
import { message, neighbours, series } from './sample-messages.ts';

const letters = async (store: Store): Promise<readonly DeadLetter[]> => (await store.find(deadLetters, { index: 'byState', equals: ['dead'] })).items;

/** The store, but `insert` fails the first `times` times. */
function failingInserts(store: Store, times: number): Store {
  let left = times;
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'insert' && left > 0) {
        left--;
        return async () => {
          throw new AppError('unavailable');
        };
      }
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Handlers that throw, and messages that nobody can handle. */
export function failureRules({ start, rule }: BusBench): void {
  describe('failures', () => {
    rule('a throw means redelivery, counted, before anything later of the same key', async () => {
      const { bus, owner, consumer, relay } = await start();
      const attempts: number[] = [];
      const taker = receiver(consumer, {
        work(each, { attempt }) {
          if (each.id !== 'k-1') return;
          attempts.push(attempt);
          if (attempt < 4) throw new Error('not yet');
        },
      });
      await bus.subscribe(taker);
      await relay.send(owner, series('k', 3));
      await taker.until(() => taker.handled.length === 3);
      expect(attempts).toEqual([1, 2, 3, 4]);
      expect(taker.begun).toEqual(['k-0', 'k-1', 'k-1', 'k-1', 'k-1', 'k-2']);
      expect(await letters(consumer)).toEqual([]);
    });

    rule('after the last attempt a message goes to the dead letters, with its reason, and the next one comes', async () => {
      const { bus, owner, consumer, relay } = await start();
      const taker = receiver(consumer, {
        maxAttempts: 3,
        work(each) {
          if (each.id === 'bad') throw new Error('the database said no');
        },
      });
      await bus.subscribe(taker);
      const bad = message('k', 'bad');
      await relay.send(owner, [bad, message('k', 'good')]);
      await taker.until(() => taker.handled.includes('good'));
      expect(taker.begun.filter((id) => id === 'bad')).toHaveLength(3);
      const [letter, ...others] = await letters(consumer);
      expect(others).toEqual([]);
      expect(letter).toMatchObject({
        group: 'consumer',
        owner: 'owner',
        partition: partitionOf('k'),
        position: 1,
        type: bad.type,
        message: bad,
        attempts: 3,
        issues: [],
        state: 'dead',
      });
      expect(letter?.reason).toContain('the database said no');
    });

    rule('a poison message goes to the dead letters at once, with the paths of its issues', async () => {
      const { bus, owner, consumer, relay } = await start();
      const taker = receiver(consumer, {
        work(each) {
          if (each.id === 'poison') throw new AppError('invalid', { issues: [{ path: 'data.when.start', message: 'expected a string' }] });
        },
      });
      await bus.subscribe(taker);
      await relay.send(owner, [message('k', 'poison'), message('k', 'good')]);
      await taker.until(() => taker.handled.includes('good'));
      expect(taker.begun).toEqual(['poison', 'good']);
      expect(await letters(consumer)).toMatchObject([{ attempts: 1, issues: [{ path: 'data.when.start', message: 'expected a string' }] }]);
    });

    rule('a dead letter that cannot be written loses nothing: the message is tried on', async () => {
      const { bus, owner, consumer, relay } = await start();
      const taker = receiver(failingInserts(consumer, 2), {
        maxAttempts: 2,
        work(each) {
          if (each.id === 'bad') throw new Error('no');
        },
      });
      await bus.subscribe(taker);
      await relay.send(owner, [message('k', 'bad'), message('k', 'good')]);
      await taker.until(() => taker.handled.includes('good'));
      expect(await letters(consumer)).toMatchObject([{ attempts: 4 }]);
      expect(taker.begun).toEqual(['bad', 'bad', 'bad', 'bad', 'good']);
    });

    rule('one group that fails does not hold up another', async () => {
      const { bus, owner, consumer, relay, store } = await start();
      const failing = receiver(consumer, {
        group: 'failing',
        work() {
          throw new Error('always');
        },
      });
      const working = receiver(await store('second'), { group: 'working' });
      await bus.subscribe(failing);
      await bus.subscribe(working);
      await relay.send(owner, series('k', 3));
      await working.until(() => working.handled.length === 3);
      expect(failing.handled).toEqual([]);
    });

    rule('a key that cannot go on loses no other: those elsewhere come meanwhile, its neighbours after it', async () => {
      const { bus, owner, consumer, relay } = await start();
      const { first, second, elsewhere } = neighbours();
      let mended = false;
      const taker = receiver(consumer, {
        maxAttempts: 1_000_000,
        work(each) {
          if (each.partitionkey === first && !mended) throw new Error('blocked');
        },
      });
      await bus.subscribe(taker);
      await relay.send(owner, [message(first, 'blocked'), message(second, 'neighbour'), message(elsewhere, 'far')]);
      await taker.until(() => taker.handled.includes('far') && taker.begun.filter((id) => id === 'blocked').length > 2);
      expect(bus.health().state).toBe('behind');
      mended = true;
      await taker.until(() => taker.handled.length === 3);
      expect(taker.handled).toEqual(['far', 'blocked', 'neighbour']);
    });
  });
}
