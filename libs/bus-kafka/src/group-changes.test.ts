import { deadLetters } from '@portal-sync/bus';
import { AppError } from '@portal-sync/kernel';
import { describe, expect, test } from 'vitest';
import { openGroup, records, TOPIC } from './testing/group-world.ts';

describe('partitions that go to others and come back', () => {
  test('a partition that is taken away is left after the message in hand; given back it begins after that one', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const begun: string[] = [];
    const { at, settle, taken } = await openGroup(async (message) => {
      begun.push(message.id);
      if (begun.length === 1) await held;
    });
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 3), 3);
    await settle();
    at(0).join({ [TOPIC]: [] });
    at(0).join({ [TOPIC]: [0] });
    // Not committed before it was taken away, so Kafka gives it again.
    await at(0).fetch(TOPIC, 0, records(0, 3), 3);
    await settle();
    expect(begun).toEqual(['m0']);
    letGo();
    await settle();
    expect(taken).toEqual(['m0', 'm0', 'm1', 'm2']);
  });

  test('a message that is being tried again is let go with its partition: whether it dies is said by whoever has it then', async () => {
    const { at, taken, advance, store } = await openGroup(() => Promise.reject(new AppError('conflict')));
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 1), 1);
    await advance(300);
    at(0).join({ [TOPIC]: [] });
    await advance(200_000);
    expect(taken).toEqual([]);
    expect((await store.find(deadLetters, { index: 'byState', equals: ['dead'] })).items).toEqual([]);
  });

  test('one that was not fetched any more, for all that waited, is fetched again when it comes back', async () => {
    const { at, advance } = await openGroup(() => Promise.reject(new AppError('unavailable')));
    at(0).join({ [TOPIC]: [0] });
    await at(0).fetch(TOPIC, 0, records(0, 1_500), 1_500);
    expect(at(0).paused).toEqual([`${TOPIC}/0`]);
    at(0).join({ [TOPIC]: [] });
    await advance(30_000);
    at(0).join({ [TOPIC]: [0] });
    expect(at(0).paused).toEqual([]);
  });

  describe('a process that was paused past its session', () => {
    const paused = async () => {
      const gate = Promise.withResolvers<void>();
      const world = await openGroup((message) => (message.id === 'm1' ? gate.promise : Promise.resolve()));
      world.at(0).join({ [TOPIC]: [0] });
      await world.at(0).fetch(TOPIC, 0, records(0, 6), 6);
      await world.advance(1_000);
      // No heartbeat was answered meanwhile; the message in hand ends.
      await world.advance(7_000);
      gate.resolve();
      await world.settle();
      return world;
    };

    test('begins no message before it is a member again', async () => {
      const { at, taken, settle } = await paused();
      expect(taken).toEqual(['m0', 'm1']);
      at(0).join({ [TOPIC]: [0] });
      await settle();
      expect(taken).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5']);
    });

    test('leaves what another member did meanwhile, and never sets the group back', async () => {
      const { at, taken, settle, advance, state } = await paused();
      state.committed = [{ topic: TOPIC, partitions: [{ partition: 0, offset: '4', metadata: null }] }];
      at(0).commits.length = 0;
      at(0).join({ [TOPIC]: [0] });
      await settle();
      expect(taken).toEqual(['m0', 'm1', 'm4', 'm5']);
      await advance(1_000);
      expect(at(0).commits.map(({ offset }) => offset)).toEqual(['6']);
    });

    test('starts over where the topic was made anew, and knows again what it had seen', async () => {
      const { at, taken, settle, state } = await paused();
      state.committed = [];
      at(0).join({ [TOPIC]: [0] });
      await settle();
      expect(at(0).seeks.at(-1)).toEqual({ topic: TOPIC, partition: 0, offset: '0' });
      await at(0).fetch(TOPIC, 0, records(0, 3), 3);
      await settle();
      expect(taken).toEqual(['m0', 'm1', 'm2']);
    });

    test('goes on after all it had fetched, where the group is further still', async () => {
      const { at, taken, settle, state } = await paused();
      state.committed = [{ topic: TOPIC, partitions: [{ partition: 0, offset: '9', metadata: null }] }];
      at(0).join({ [TOPIC]: [0] });
      await settle();
      expect(taken).toEqual(['m0', 'm1']);
      expect(at(0).seeks.at(-1)).toEqual({ topic: TOPIC, partition: 0, offset: '9' });
    });
  });
});
