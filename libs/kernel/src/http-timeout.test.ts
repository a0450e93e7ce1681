import { describe, expect, it } from 'vitest';
import type { Http } from './http.ts';
import { withTimeout } from './http-timeout.ts';
import type { Timers } from './timers.ts';

function manualTimers() {
  const waiting: (() => void)[] = [];
  const timers: Timers = {
    after(_ms, run) {
      waiting.push(run);
      return () => void waiting.splice(waiting.indexOf(run), 1);
    },
  };
  return { timers, waiting };
}

describe('a call with a time limit', () => {
  it('gives up when the answer does not come', async () => {
    const { timers, waiting } = manualTimers();
    const silent: Http = (_url, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)));
    const call = withTimeout(silent, timers, 5)('http://slow');
    waiting[0]?.();
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(waiting).toEqual([]);
  });

  it('gives up when the body does not end', async () => {
    const { timers, waiting } = manualTimers();
    const endless: Http = async (_url, init) =>
      new Response(new ReadableStream({ start: (sink) => init?.signal?.addEventListener('abort', () => sink.error(init.signal?.reason)) }));
    const call = withTimeout(endless, timers, 5)('http://slow');
    await new Promise((resolve) => setImmediate(resolve));
    waiting[0]?.();
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('leaves no timer behind and changes nothing of the answer', async () => {
    const { timers, waiting } = manualTimers();
    const limited = withTimeout(async () => new Response('hello', { status: 201, headers: { 'x-a': 'b' } }), timers, 5);
    const response = await limited('http://quick');
    expect([response.status, response.headers.get('x-a'), await response.text(), waiting.length]).toEqual([201, 'b', 'hello', 0]);
    expect((await withTimeout(async () => new Response(null, { status: 204 }), timers, 5)('http://empty')).status).toBe(204);
  });
});
