import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AppError, type Random, type Secret } from '@portal-sync/kernel';

/** Encrypts what a session keeps (AES-256-GCM). Bound to its place: a value copied to another record does not open. */
export interface SessionSeal {
  seal(place: string, text: string): string;
  /** Fails with AppError `internal` when place, key or any byte is not the one it was sealed with. */
  open(place: string, sealed: string): string;
}

const IV = 12;
const TAG = 16;

/** `key`: 32 bytes, base64url. */
export function createSessionSeal({ key, random }: { key: Secret; random: Random }): SessionSeal {
  const bytes = Buffer.from(key.reveal(), 'base64url');
  return {
    seal(place, text) {
      const iv = random.bytes(IV);
      const cipher = createCipheriv('aes-256-gcm', bytes, iv, { authTagLength: TAG }).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(place, sealed) {
      const all = Buffer.from(sealed, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', bytes, all.subarray(0, IV), { authTagLength: TAG });
        decipher.setAAD(Buffer.from(place)).setAuthTag(all.subarray(IV, IV + TAG));
        return Buffer.concat([decipher.update(all.subarray(IV + TAG)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new AppError('internal', { detail: 'a sealed value does not open', cause });
      }
    },
  };
}
