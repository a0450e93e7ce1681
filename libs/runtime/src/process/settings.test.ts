import { Secret } from '@portal-sync/kernel';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readSettings, secret, settingsTable, StartError } from '../index.ts';

const schema = z
  .object({
    BROKER_PORT: z.coerce.number().int().min(0).max(65535).default(3001).describe('Port to listen on'),
    BROKER_VAULT_KEY: secret().describe('Key that wraps the vault, 32 bytes in base64'),
    BROKER_MODE: z.enum(['file', 'env']).default('file').describe('Where the key comes from'),
    GOOGLE_AUTH_URL: z.url().optional().describe('Google | consent page'),
    MATCHER_URL: z.url().transform((url) => url.replace(/\/+$/, '')).default('http://127.0.0.1:1').describe('Origin of the matcher'),
  })
  .refine((settings) => settings.BROKER_MODE === 'file' || settings.BROKER_PORT !== 1, { message: 'BROKER_MODE env needs another port', path: [] })
  .refine((settings) => settings.BROKER_MODE === 'file' || settings.GOOGLE_AUTH_URL !== undefined, { message: 'belongs to BROKER_MODE env', path: ['GOOGLE_AUTH_URL'] });

const read = (env: Record<string, string | undefined>) => readSettings(schema, env, { prefix: 'BROKER_' });

const faults = (env: Record<string, string | undefined>): string => {
  try {
    read(env);
    return 'none';
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message;
  }
};

describe('settings', () => {
  test('come typed, with defaults; a secret does not print', () => {
    const settings = read({ BROKER_VAULT_KEY: 'hunter2', BROKER_PORT: '80', HOME: '/root' });
    expect(settings).toMatchObject({ BROKER_PORT: 80, BROKER_MODE: 'file' });
    expect(settings.BROKER_VAULT_KEY).toBeInstanceOf(Secret);
    expect(JSON.stringify(settings)).not.toContain('hunter2');
    expect(settings.BROKER_VAULT_KEY.reveal()).toBe('hunter2');
  });

  test('all faults come at once, each by name, a missing secret as such', () => {
    expect(faults({ BROKER_PORT: 'eighty', GOOGLE_AUTH_URL: 'no url', BROKER_PROT: '1' })).toBe(
      [
        'The settings are not right:',
        '  BROKER_PORT: must be a number',
        '  BROKER_PROT is not a setting',
        '  BROKER_VAULT_KEY is missing (a secret): Key that wraps the vault, 32 bytes in base64',
        '  GOOGLE_AUTH_URL: Invalid URL',
      ].join('\n'),
    );
  });

  test('a value at fault is never quoted', () => {
    expect(faults({ BROKER_VAULT_KEY: '', BROKER_MODE: 'canary', BROKER_PORT: 'canary' })).not.toContain('canary');
  });

  test('an empty variable counts as not set', () => {
    expect(faults({ BROKER_VAULT_KEY: '' })).toContain('BROKER_VAULT_KEY is missing');
    expect(read({ BROKER_VAULT_KEY: 'k', BROKER_PORT: '' }).BROKER_PORT).toBe(3001);
  });

  test('a misspelt setting of our prefix is refused, with the likely one named; others are not ours', () => {
    expect(faults({ BROKER_VAULT_KEY: 'k', BROKER_MOD: 'env' })).toContain('BROKER_MOD is not a setting (did you mean BROKER_MODE?)');
    expect(faults({ BROKER_VAULT_KEY: 'k', MATCHER_X: '1' })).toBe('none');
  });

  test('a rule across settings is a fault like any other', () => {
    expect(faults({ BROKER_VAULT_KEY: 'k', BROKER_MODE: 'env', BROKER_PORT: '1' })).toBe(
      ['The settings are not right:', '  BROKER_MODE env needs another port', '  GOOGLE_AUTH_URL: belongs to BROKER_MODE env'].join('\n'),
    );
  });
});

test('the settings table has a row each', () => {
  expect(settingsTable(schema)).toBe(
    [
      '| setting | what it is | default |',
      '| --- | --- | --- |',
      '| `BROKER_PORT` | Port to listen on | `3001` |',
      '| `BROKER_VAULT_KEY` (secret) | Key that wraps the vault, 32 bytes in base64 | none: it must be set |',
      '| `BROKER_MODE` | Where the key comes from One of `file`, `env`. | `file` |',
      '| `GOOGLE_AUTH_URL` | Google \\| consent page | not set |',
      '| `MATCHER_URL` | Origin of the matcher | `http://127.0.0.1:1` |',
    ].join('\n'),
  );
});
