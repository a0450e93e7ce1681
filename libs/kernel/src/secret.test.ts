import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from './secret.ts';

test('a secret shows itself to reveal() only', () => {
  const secret = new Secret('canary-4711');
  const seen = [String(secret), JSON.stringify({ secret }), inspect({ deep: [secret] }), `${secret}`, Object.keys(secret).join()];
  expect(seen.join()).not.toContain('canary');
  expect(secret.reveal()).toBe('canary-4711');
});
