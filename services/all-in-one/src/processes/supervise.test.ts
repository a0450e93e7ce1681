import { createManualTime } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import type { ChildEvents, SpawnNode } from './spawn-node.ts';
import { supervise } from './supervise.ts';

/** A child that lives until the test ends it. */
function openWorld(more: { isAlive?: () => Promise<boolean>; startsAgain?: () => boolean } = {}) {
  const time = createManualTime();
  const lives: (ChildEvents & { signals: string[] })[] = [];
  const said: string[] = [];
  const spawn: SpawnNode = (_command, events) => {
    const life = { ...events, signals: [] as string[] };
    lives.push(life);
    return { pid: 100 + lives.length, signal: (name) => void life.signals.push(name) };
  };
  const supervised = supervise({ name: 'matcher', main: '/main.ts', env: {} }, { spawn, clock: time.clock, timers: time.timers, say: (line) => void said.push(line), ...more });
  return { time, lives, said, supervised };
}

test('a process that ends is started again, after pauses that double, and its lines carry its name', async () => {
  const { time, lives, said } = openWorld();
  lives[0]?.line('listening');
  lives[0]?.exit('SIGKILL');
  expect(lives).toHaveLength(1);
  await time.advance(250);
  expect(lives).toHaveLength(2);
  lives[1]?.exit('code 1');
  await time.advance(499);
  expect(lives).toHaveLength(2);
  await time.advance(1);
  expect(lives).toHaveLength(3);
  expect(said).toEqual(['matcher   | listening', 'matcher   | ended (SIGKILL); starts again in 0.25 s', 'matcher   | ended (code 1); starts again in 0.5 s']);
});

test('one that is not to be started again stays ended, and says how', async () => {
  const { time, lives, said, supervised } = openWorld({ startsAgain: () => false });
  lives[0]?.exit('code 1');
  await time.advance(60_000);
  expect([lives.length, said, supervised.pid()]).toEqual([1, ['matcher   | ended (code 1)'], undefined]);
  await supervised.stop();
});

test('stopping asks first, waits for the end, and starts nothing again', async () => {
  const { time, lives, supervised } = openWorld();
  let stopped = false;
  const stopping = supervised.stop().then(() => (stopped = true));
  expect(lives[0]?.signals).toEqual(['SIGTERM']);
  await time.advance(19_999);
  expect([stopped, lives[0]?.signals]).toEqual([false, ['SIGTERM']]);
  await time.advance(1);
  expect(lives[0]?.signals).toEqual(['SIGTERM', 'SIGKILL']);
  lives[0]?.exit('SIGKILL');
  await stopping;
  await time.advance(60_000);
  expect([stopped, lives.length, supervised.pid()]).toEqual([true, 1, undefined]);
});

test('stopping between an end and the next start means that there is no next start', async () => {
  const { time, lives, supervised } = openWorld();
  lives[0]?.exit('code 1');
  await supervised.stop();
  await time.advance(60_000);
  expect(lives).toHaveLength(1);
});

test('a process that does not live for a minute is ended and starts again; one that answers now and then is left alone', async () => {
  const answers: (boolean | Error)[] = [false, false, new Error('no answer'), false, false, true];
  const { time, lives, said } = openWorld({
    isAlive: async () => {
      const answer = answers.shift() ?? false;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  await time.advance(60_000);
  expect(lives[0]?.signals).toEqual([]);
  await time.advance(60_000);
  expect(lives[0]?.signals).toEqual(['SIGKILL']);
  expect(said).toEqual(['matcher   | does not live (/livez) for 60 s and is ended']);
  lives[0]?.exit('SIGKILL');
  await time.advance(250);
  expect(lives).toHaveLength(2);
});

test('a process that does not even answer is ended after a minute too, however long the question was left open', async () => {
  const world: ReturnType<typeof openWorld> = openWorld({
    isAlive: () => new Promise((resolve) => world.time.timers.after(5_000, () => resolve(false))),
  });
  for (let second = 0; second < 60; second++) await world.time.advance(1_000);
  expect(world.lives[0]?.signals).toEqual(['SIGKILL']);
  expect(world.said).toEqual(['matcher   | does not live (/livez) for 60 s and is ended']);
});

test('who stops is not asked whether it lives', async () => {
  const { time, lives, supervised } = openWorld({ isAlive: async () => false });
  const stopping = supervised.stop();
  await time.advance(15_000);
  lives[0]?.exit('code 0');
  await stopping;
  await time.advance(120_000);
  expect(lives[0]?.signals).toEqual(['SIGTERM']);
});
