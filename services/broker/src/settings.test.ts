import { readSettings } from '@portal-sync/runtime';
import { expect, test } from 'vitest';
import { operatorClient } from './google/google-client.ts';
import { brokerSettings } from './settings.ts';

const env = {
  BROKER_KEY: Buffer.alloc(32).toString('base64url'), BROKER_SERVICE_CLIENTS: '{"connector":"0123456789abcdef"}', GOOGLE_CLIENT_ID: '4711-x.apps.example', GOOGLE_CLIENT_SECRET: 'shh-secret',
};
const read = (more: Record<string, string | undefined>) => readSettings(brokerSettings, { ...env, ...more }, { prefix: 'BROKER_' });

test('client id and secret are all that real Google needs', () => {
  const settings = read({});
  expect(settings).toMatchObject({ GOOGLE_AUTH_URL: 'https://accounts.google.com/o/oauth2/v2/auth', BROKER_GENERIC_NAME: 'My Portal App' });
  expect(operatorClient(settings)).toMatchObject({ project: '4711', redirectUri: 'http://localhost:4401/google/callback' });
});
test.each([
  ['no key', { BROKER_KEY: undefined }, /BROKER_KEY: set either BROKER_KEY or BROKER_KEY_FILE/],
  ['two keys', { BROKER_KEY_FILE: '/x' }, /set either/],
  ['a public address with a path', { BROKER_PUBLIC_URL: 'https://x.example/broker' }, /BROKER_PUBLIC_URL: must be an origin/],
  ['clients that are no JSON', { BROKER_SERVICE_CLIENTS: 'connector=short-secret' }, /BROKER_SERVICE_CLIENTS: must be JSON/],
  ['a service that calls itself operator', { BROKER_SERVICE_CLIENTS: '{"operator":"0123456789abcdef"}' }, /no service may be called operator/],
  ['an operator\'s secret that can be guessed', { BROKER_OPERATOR_SECRET: 'short-secret' }, /BROKER_OPERATOR_SECRET: must have at least 16 characters/],
  ['a misspelt setting', { BROKER_GENERIC_NAMES: 'x' }, /BROKER_GENERIC_NAMES is not a setting \(did you mean BROKER_GENERIC_NAME\?\)/],
  ['a missing secret', { GOOGLE_CLIENT_SECRET: undefined }, /GOOGLE_CLIENT_SECRET is missing \(a secret\)/],
])('%s is said, without any value', (_name, more, message) => {
  expect(() => read(more)).toThrow(message);
  try {
    read(more);
  } catch (error) {
    expect(String(error)).not.toMatch(/shh-secret|short-secret|0123456789abcdef/);
  }
});
