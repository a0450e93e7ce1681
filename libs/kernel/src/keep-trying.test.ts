import { createManualTime } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import { AppError } from './app-error.ts';
import { engineTrouble } from './engine-trouble.ts';
import { keepTrying } from './keep-trying.ts';
import { silentLog } from './log.ts';
import { createTrouble } from './trouble.ts';

function openWorld(attempt: (at: number) => Promise<string>) {
  const time = createManualTime(0);
  const stopping = new AbortController();
  const trouble = createTrouble({ clock: time.clock, log: silentLog, well: 'well' });
  const tries: number[] = [];
  const work = keepTrying(
    () => {
      tries.push(time.clock.now());
      return attempt(tries.length);
    },
    { ...time, random: { bytes: (count) => new Uint8Array(count), unit: () => 1 }, trouble, signal: stopping.signal, noAnswer: 'no answer' },
  );
  work.catch(() => undefined);
  return { ...time, stopping, trouble, tries, work };
}

const down = engineTrouble({ sentence: 'down at host:1', reason: 'down' });

test('what heals is tried until it works, with waits that grow to three seconds', async () => {
  const { work, tries, advance, trouble, waiting } = openWorld(async (at) => (at < 8 ? Promise.reject(down) : 'there'));
  await advance(1_000);
  expect(trouble.now()).toBe('down at host:1');
  await advance(59_000);
  expect(await work).toBe('there');
  expect(tries.map((at, index) => at - (tries[index - 1] ?? 0))).toEqual([0, 400, 800, 1_600, 3_000, 3_000, 3_000, 3_000]);
  expect([trouble.now(), waiting()]).toEqual([undefined, 0]);
});

test.each([
  ['a value that is not valid', new AppError('invalid', { detail: 'The address is not valid.' })],
  ['a mistake of ours', new TypeError('undefined')],
])('%s is not tried again', async (_what, failure) => {
  const { work, tries } = openWorld(() => Promise.reject(failure));
  await expect(work).rejects.toBe(failure);
  expect(tries).toHaveLength(1);
});

test('an attempt that gives no answer is told of while it lasts', async () => {
  const { advance, trouble } = openWorld(() => new Promise(() => undefined));
  await advance(1_999);
  expect(trouble.now()).toBeUndefined();
  await advance(1);
  expect(trouble.now()).toBe('no answer');
});

test('it can be called off', async () => {
  const { work, stopping, advance } = openWorld(() => Promise.reject(down));
  await advance(100);
  stopping.abort();
  await expect(work).rejects.toMatchObject({ message: 'It was called off.' });
});
