import { silentLog } from '@portal-sync/kernel';
import { createManualTime } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import { startEvery, type Job } from '../index.ts';

const setup = (job: Omit<Job, 'name' | 'everyMs'> & { unit?: number }) => {
  const time = createManualTime(0);
  const errors: string[] = [];
  const log = { ...silentLog, child: () => log, error: (_fields: object, message: string) => void errors.push(message) };
  const running = startEvery({ name: 'tested', everyMs: 1_000, ...time, log, random: { unit: () => job.unit ?? 0.5, bytes: () => new Uint8Array() }, ...job });
  return { ...time, running, errors };
};

test('a job runs at its times', async () => {
  const at: number[] = [];
  const { advance, clock } = setup({ run: async () => at.push(clock.now()) });
  await advance(3_500);
  expect(at).toEqual([1_000, 2_000, 3_000]);
});

test('each wait differs by the jitter', async () => {
  const at: number[] = [];
  const { advance, clock } = setup({ unit: 0, jitter: 0.2, run: async () => at.push(clock.now()) });
  await advance(1_700);
  expect(at).toEqual([800, 1_600]);
});

test('a job can run at the start', async () => {
  const at: number[] = [];
  const { advance, clock } = setup({ atStart: true, run: async () => at.push(clock.now()) });
  await advance(1_500);
  expect(at).toEqual([0, 1_000]);
});

test('two runs never overlap: the wait begins when a run ends', async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const { advance, timers } = setup({
    run: async () => {
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => timers.after(2_500, resolve));
      running--;
      runs++;
    },
  });
  await advance(10_500);
  expect([most, runs]).toEqual([1, 3]);
});

test('an error is logged and the next run comes at its time', async () => {
  let runs = 0;
  const { advance, errors } = setup({ run: () => (runs++, Promise.reject(new Error('no'))) });
  await advance(2_500);
  expect([runs, errors]).toEqual([2, ['job failed', 'job failed']]);
});

test('stopping tells the run that is on, waits for it, and begins none again', async () => {
  const seen: string[] = [];
  let end = (): void => undefined;
  const { advance, settle, running, waiting } = setup({
    run: ({ signal }) => {
      signal.addEventListener('abort', () => seen.push('told'));
      return new Promise<void>((resolve) => (end = resolve));
    },
  });
  await advance(1_000);
  const stopping = running.stop().then(() => seen.push('stopped'));
  await settle();
  expect(seen).toEqual(['told']);
  end();
  await stopping;
  expect(waiting()).toBe(0);
});
