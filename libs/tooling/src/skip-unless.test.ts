import { expect, test, vi } from 'vitest';
import { skipUnless, type Need } from './skip-unless.ts';

const HINT = 'install it';

test.each<[need: Need, env: Record<string, string>]>([
  ['chromium', { CI: 'true' }],
  ['mongo', { CI: '1' }],
  ['chromium', { REQUIRE_CHROMIUM: '1' }],
  ['kafka', { REQUIRE_ENGINES: 'mongo, kafka' }],
])('a missing %s is a failure where %j', (need, env) => {
  expect(() => skipUnless(need, undefined, HINT, env)).toThrow(`${need} was not found, and here it must be: install it`);
});

test.each<[need: Need, env: Record<string, string>]>([
  ['chromium', {}],
  ['chromium', { CI: 'false' }],
  ['chromium', { REQUIRE_ENGINES: 'mongo' }],
])('a missing %s is a skip that says why where %j', (need, env) => {
  const said = vi.spyOn(console, 'warn').mockReturnValue();
  expect(skipUnless(need, undefined, HINT, env)).toBe(true);
  expect(said).toHaveBeenCalledWith('skipped, chromium was not found: install it');
  said.mockRestore();
});

test('what was found is not skipped, whatever is demanded', () => {
  expect(skipUnless('chromium', '/usr/bin/chromium', HINT, { CI: 'true' })).toBe(false);
});
