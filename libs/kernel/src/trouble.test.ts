import { createManualTime } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import { createTrouble } from './trouble.ts';
import { silentLog, type Log } from './log.ts';

function openWorld(quietMs = 0) {
  const time = createManualTime(0);
  const lines: string[] = [];
  const log: Log = {
    ...silentLog,
    warn: (_fields, message) => void lines.push(`${time.clock.now() / 1_000} ${message}`),
    info: (fields, message) => void lines.push(`${time.clock.now() / 1_000} ${message} after ${String(fields['afterSeconds'])}`),
  };
  return { ...time, lines, trouble: createTrouble({ clock: time.clock, log, quietMs, well: 'well' }) };
}

test('trouble that lasts is told at once, then ever more rarely, and once when it is over', async () => {
  const { trouble, lines, advance } = openWorld();
  for (let second = 0; second < 120; second++) {
    trouble.met('down');
    await advance(1_000);
  }
  trouble.over();
  trouble.over();
  expect(lines).toEqual(['0 down', '10 down', '40 down', '100 down', '120 well after 120']);
  expect(trouble.now()).toBeUndefined();
});

test('another reason is told at once', async () => {
  const { trouble, lines, advance } = openWorld();
  trouble.met('no answer');
  await advance(1_000);
  trouble.met('wrong password');
  expect(lines).toEqual(['0 no answer', '1 wrong password']);
  expect(trouble.now()).toBe('wrong password');
});

test('what passes soon is worth no line', async () => {
  const { trouble, lines, advance } = openWorld(3_000);
  trouble.met('loading');
  await advance(2_000);
  trouble.met('loading');
  trouble.over();
  expect(lines).toEqual([]);
  trouble.met('loading');
  await advance(3_000);
  trouble.met('loading');
  expect(lines).toEqual(['5 loading']);
});
