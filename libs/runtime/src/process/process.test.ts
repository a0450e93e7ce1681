import { AppError, silentLog, type Log } from '@portal-sync/kernel';
import { createManualTime } from '@portal-sync/tooling';
import supertest from 'supertest';
import { describe, expect, test } from 'vitest';
import { callRoute, createCloser, listen, livezRoute, onSignals, readyzRoute, runMain, StartError, type ProcessLike } from '../index.ts';

const collectingLog = () => {
  const lines: unknown[] = [];
  const take = (fields: object, message: string) => void lines.push({ ...fields, message });
  return { lines, log: { ...silentLog, warn: take, error: take } satisfies Log };
};

describe('the closer', () => {
  test('closes what was opened last first, once; who asks again waits for the same end', async () => {
    const closed: string[] = [];
    let release = (): void => undefined;
    const closer = createCloser({ log: silentLog });
    closer.add('store', () => void closed.push('store'));
    closer.add('bus', () => new Promise<void>((resolve) => (release = resolve)).then(() => void closed.push('bus')));
    void closer.close();
    const again = closer.close().then(() => closed.push('asked again'));
    release();
    await again;
    expect(closed).toEqual(['bus', 'store', 'asked again']);
  });

  test('a failure does not keep the rest open', async () => {
    const { lines, log } = collectingLog();
    const closed: string[] = [];
    const closer = createCloser({ log });
    closer.add('store', () => void closed.push('store'));
    closer.add('bus', () => Promise.reject(new Error('stuck')));
    await closer.close();
    expect(closed).toEqual(['store']);
    expect(lines).toMatchObject([{ name: 'bus', message: 'closing failed' }]);
  });

  test('what takes longer than its limit is left behind and named', async () => {
    const { lines, log } = collectingLog();
    const { timers, advance } = createManualTime();
    const closed: string[] = [];
    const closer = createCloser({ log, timers });
    closer.add('store', () => void closed.push('store'));
    closer.add('bus', () => new Promise(() => undefined), 3_000);
    const end = closer.close();
    await advance(2_999);
    expect(closed).toEqual([]);
    await advance(1);
    await end;
    expect(closed).toEqual(['store']);
    expect(lines).toMatchObject([{ name: 'bus', limitMs: 3_000 }]);
  });
});

describe('listening', () => {
  const answer = { port: 0, host: '127.0.0.1', log: silentLog };

  test('a taken port is one clear sentence', async () => {
    const first = await listen(() => undefined, answer);
    const again = listen(() => undefined, { ...answer, port: first.port });
    await expect(again).rejects.toThrow(new StartError(`Port ${first.port} on 127.0.0.1 is taken: stop the program that uses it, or set another port.`));
    await first.close();
  });

  test('closing lets a running request finish and ends kept-alive connections', async () => {
    let release = (): void => undefined;
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    const listening = await listen((request, response) => {
      if (request.url === '/quick') return void response.end('quick');
      begun();
      release = () => void response.end('slow');
    }, answer);
    await (await fetch(`${listening.url}/quick`)).text();
    const slow = fetch(`${listening.url}/slow`).then((response) => response.text());
    await running;
    const closing = listening.close({ drainMs: 10_000 });
    release();
    expect(await slow).toBe('slow');
    await closing;
    await expect(supertest(listening.url).get('/quick')).rejects.toThrow();
  });

  test('an event stream does not hold up closing', async () => {
    const { timers } = createManualTime();
    const listening = await listen((_request, response) => {
      response.setHeader('content-type', 'text/event-stream');
      response.write('data: first\n\n');
    }, { ...answer, timers });
    const body = (await fetch(listening.url)).text();
    await listening.close({ drainMs: 60_000 });
    expect(await body).toBe('data: first\n\n');
  });

  test('what does not finish in time is cut', async () => {
    const { timers, advance } = createManualTime();
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    const listening = await listen(() => begun(), { ...answer, timers });
    const hanging = fetch(`${listening.url}/never`).then(() => 'answered', () => 'cut');
    await running;
    const closing = listening.close({ drainMs: 2_000 });
    await advance(2_000);
    expect(await hanging).toBe('cut');
    await closing;
  });
});

describe('a main', () => {
  const fakeProcess = () => {
    const said: string[] = [];
    const listeners: Record<string, () => void> = {};
    const process: ProcessLike = {
      on: (event, listener) => (listeners[event] = listener),
      exit: (code) => void said.push(`exit ${code}`),
      stderr: { write: (text) => said.push(text) },
    };
    return { said, listeners, process };
  };

  test.each([new StartError('Port 1 is taken.'), new AppError('unavailable', { detail: 'Port 1 is taken.' })])('that cannot start says why in one line, without a stack', async (error) => {
    const { said, process } = fakeProcess();
    await runMain(() => Promise.reject(error), process);
    expect(said).toEqual(['Port 1 is taken.\n', 'exit 1']);
  });

  test('that fails by a mistake of ours shows the stack', async () => {
    const { said, process } = fakeProcess();
    await runMain(() => Promise.reject(new TypeError('oops')), process);
    expect(said[0]).toMatch(/TypeError: oops\n\s+at /);
  });

  test('closes at a signal and ends with 0; one that comes twice is one; a second signal ends it at once', async () => {
    const { said, listeners, process } = fakeProcess();
    const { clock, advance } = createManualTime();
    let finish = (): void => undefined;
    onSignals({ close: () => new Promise((resolve) => (finish = resolve)) }, process, clock);
    listeners['SIGINT']?.();
    await advance(900);
    listeners['SIGINT']?.();
    expect(said).toEqual([]);
    await advance(100);
    listeners['SIGINT']?.();
    expect(said).toEqual(['exit 1']);
    finish();
    await new Promise((resolve) => setImmediate(resolve));
    expect(said).toEqual(['exit 1', 'exit 0']);
  });

  test('closes when the supervisor that started it is gone', async () => {
    const { said, listeners, process } = fakeProcess();
    onSignals({ close: async () => undefined }, process);
    listeners['disconnect']?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(said).toEqual(['exit 0']);
  });
});

describe('health', () => {
  test.each([
    [true, 200, { status: 'ok', checks: { store: 'ok', bus: 'ok' } }],
    [false, 503, { status: 'failing', checks: { store: 'ok', bus: 'failing' } }],
  ])('is the sum of its checks: bus ok %s gives %i', async (ok, status, body) => {
    const checks = async () => [{ name: 'store', ok: true }, { name: 'bus', ok, detail: 'not for strangers' }];
    const routes = [livezRoute(checks), readyzRoute(checks)];
    expect(await callRoute(routes, undefined, { url: '/livez' })).toEqual({ status, body });
    expect(await callRoute(routes, undefined, { url: '/readyz' })).toEqual({ status, body });
  });
});
