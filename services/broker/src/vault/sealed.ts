import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AppError, type Random } from '@portal-sync/kernel';
import { z } from 'zod';

/** A value under AES-256-GCM; all parts base64url. `key` names the data key, `version` stands in the authenticated data. */
export const sealed = z.strictObject({ key: z.string(), version: z.number().int(), iv: z.string(), text: z.string(), tag: z.string() });
export type Sealed = z.infer<typeof sealed>;

const IV_BYTES = 12;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const bytesOf = (encoded: string): Buffer => Buffer.from(encoded, 'base64url');

/** Joined with NUL, so that no two lists of parts give one text. */
const aadOf = (place: readonly string[], version: number): Buffer => Buffer.from(['v1', ...place, String(version)].join('\0'));

/** Encrypts for exactly one place (agency, record, field) and version: opened anywhere else, it does not open. */
export function sealBytes(key: { id: string; bytes: Uint8Array }, place: readonly string[], version: number, plain: Uint8Array, random: Random): Sealed {
  const iv = random.bytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: 16 });
  cipher.setAAD(aadOf(place, version));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { key: key.id, version, iv: text(iv), text: text(body), tag: text(cipher.getAuthTag()) };
}

/** Fails with AppError `internal` when key, place, version or any byte is not the one it was sealed with. */
export function openBytes(key: Uint8Array, place: readonly string[], value: Sealed): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytesOf(value.iv), { authTagLength: 16 });
    decipher.setAAD(aadOf(place, value.version));
    decipher.setAuthTag(bytesOf(value.tag));
    return Buffer.concat([decipher.update(bytesOf(value.text)), decipher.final()]);
  } catch (cause) {
    throw new AppError('internal', { detail: `a sealed value does not open at ${place.slice(1).join('/')}`, cause });
  }
}
