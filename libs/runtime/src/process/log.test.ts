import { AppError, Secret } from '@portal-sync/kernel';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';

const logged = (level: 'info' | 'debug' = 'info') => {
  const lines: string[] = [];
  const log = createLog({ service: 'broker', level, write: (line) => void lines.push(line), clock: { now: () => 42 } });
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
};

test('a line has its level, time, service, part, fields and message', () => {
  const { log, parsed } = logged();
  log.child({ part: 'relay' }).info({ count: 3 }, 'published');
  expect(parsed()).toEqual([{ level: 'info', time: 42, service: 'broker', part: 'relay', count: 3, msg: 'published' }]);
});

test('what a line says already is not said twice', () => {
  const { log, lines } = logged();
  log.child({ service: 'broker', part: 'relay' }).child({ service: 'broker', part: 'relay' }).info({}, 'x');
  expect(lines).toEqual(['{"level":"info","time":42,"service":"broker","part":"relay","msg":"x"}\n']);
});

test('what is below the level is not written', () => {
  const { log, lines } = logged();
  log.debug({}, 'quiet');
  expect(lines).toEqual([]);
});

test('L14 secrets do not reach the log: as Secret, as a field of a known name, three levels deep, nor hung on an error', () => {
  const { log, lines } = logged();
  const fromLibrary = Object.assign(new Error('request failed'), { config: { headers: { Authorization: 'Bearer canary-1' } }, response: { data: 'canary-2' } });
  log.info({ key: new Secret('canary-3'), token: 'canary-4', grant: { refresh_token: 'canary-5', inner: { clientSecret: 'canary-6' } } }, 'x');
  log.error({ error: new AppError('upstream-failed', { cause: fromLibrary }) }, 'y');
  expect(lines.join('')).not.toContain('canary');
  expect(lines.join('')).toContain('request failed');
});

test('an error shows its kind, code, issues and causes', () => {
  const { log, parsed } = logged();
  log.warn({ error: new AppError('invalid', { issues: [{ path: 'a', message: 'b' }], cause: new TypeError('t') }) }, 'z');
  expect(parsed()[0]).toMatchObject({ error: { type: 'AppError', code: 'invalid', issues: [{ path: 'a', message: 'b' }], cause: { type: 'TypeError', message: 't' } } });
  log.warn({ error: 'just text' }, 'z');
  expect(parsed()[1]).toMatchObject({ error: 'just text' });
});
