import { readFileSync } from 'node:fs';
import { AppError, sha256, type Random } from '@portal-sync/kernel';
import { StartError } from '@portal-sync/runtime';
import type { BrokerSettings } from '../settings.ts';
import { openBytes, sealBytes, type Sealed } from './sealed.ts';

/**
 * The key that wraps data keys. A port: a key service (KMS) answers over the network, so both are async.
 * Implementers MUST bind what they wrap to `place` and fail when it is opened elsewhere.
 */
export interface KeyEncryption {
  wrap(dataKey: Uint8Array, place: readonly string[]): Promise<Sealed>;
  unwrap(wrapped: Sealed, place: readonly string[]): Promise<Uint8Array>;
}

/** Wraps under a key this process holds. */
export function localKeyEncryption(key: Uint8Array, random: Random): KeyEncryption {
  const id = sha256(Buffer.from(key).toString('base64url')).slice(0, 8);
  return {
    wrap: async (dataKey, place) => sealBytes({ id, bytes: key }, place, 1, dataKey, random),
    async unwrap(wrapped, place) {
      if (wrapped.key !== id) throw new AppError('internal', { detail: 'a data key was wrapped under another key-encryption key' });
      return openBytes(key, place, wrapped);
    },
  };
}

/** The key-encryption key from its setting or its file. Fails with a `StartError` that says what is wrong with it, never what it is. */
export function readKeyEncryption(settings: Pick<BrokerSettings, 'BROKER_KEY' | 'BROKER_KEY_FILE'>, random: Random): KeyEncryption {
  const name = settings.BROKER_KEY_FILE === undefined ? 'BROKER_KEY' : 'BROKER_KEY_FILE';
  const text = settings.BROKER_KEY_FILE === undefined ? (settings.BROKER_KEY?.reveal() ?? '') : readKeyFile(settings.BROKER_KEY_FILE);
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== 32) throw new StartError(`${name} must hold 32 bytes as base64url (43 characters).`);
  return localKeyEncryption(key, random);
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new StartError(`BROKER_KEY_FILE: ${path} cannot be read.`);
  }
}
