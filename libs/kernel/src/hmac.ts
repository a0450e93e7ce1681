import { createHmac, createHash, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256. Parts are joined with NUL, so that no two lists of parts give one text. */
export const hmac = (key: string | Uint8Array, ...parts: readonly string[]): Uint8Array =>
  createHmac('sha256', key).update(parts.join('\0')).digest();

/** SHA-256, base64url: how one-time codes and tokens are stored. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Compares in constant time. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(sha256(a));
  const right = Buffer.from(sha256(b));
  return timingSafeEqual(left, right);
}
