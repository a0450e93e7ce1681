import { AppError, type Clock } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import { calculateJwkThumbprint, createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { signingKeys, type SigningKey } from '../repos/signing-keys.ts';
import { OWN_KEYS, type KeyRing } from './key-ring.ts';

export interface Signer {
  /** A JWT under our current key (ES256). `typ`: `at+jwt` (RFC 9068) or `JWT`. */
  sign(claims: JWTPayload, typ: 'at+jwt' | 'JWT'): Promise<string>;
  /** The public keys, as `/.well-known/jwks.json` shows them. */
  publicKeys(): Promise<{ keys: JWK[] }>;
  /** For verifying in this process what this process published. */
  readonly jwks: JWTVerifyGetKey;
  /** Makes the first key where there is none. */
  ready(): Promise<void>;
}

const FIRST = 'first';
const place = (kid: string): readonly string[] => ['signing-key', kid];

export function createSigner({ store, keys, clock }: { store: Store; keys: KeyRing; clock: Clock }): Signer {
  let current: { kid: string; key: CryptoKey } | undefined;
  let published: { keys: JWK[]; find: JWTVerifyGetKey } | undefined;

  async function ready(): Promise<void> {
    if ((await store.get(signingKeys, FIRST)) !== undefined) return;
    const made = await makeKey();
    await store.transaction(async (tx) => {
      if ((await tx.guard(signingKeys, FIRST)) === undefined) await tx.insert(signingKeys, made);
    });
  }

  async function makeKey(): Promise<SigningKey> {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const publicJwk = await exportJWK(pair.publicKey);
    const kid = await calculateJwkThumbprint(publicJwk);
    const privateJwk = await keys.seal(OWN_KEYS, place(kid), 1, JSON.stringify(await exportJWK(pair.privateKey)));
    return { id: FIRST, kid, publicJwk: { ...publicJwk, kid, alg: 'ES256', use: 'sig' }, privateJwk, madeAt: clock.now() };
  }

  async function firstKey(): Promise<SigningKey> {
    const kept = await store.get(signingKeys, FIRST);
    if (kept === undefined) throw new AppError('unavailable', { detail: 'There is no signing key yet.' });
    return kept;
  }

  async function signingKey(): Promise<{ kid: string; key: CryptoKey }> {
    if (current !== undefined) return current;
    const kept = await firstKey();
    const jwk = JSON.parse((await keys.open(OWN_KEYS, place(kept.kid), kept.privateJwk)).reveal()) as JWK;
    current = { kid: kept.kid, key: (await importJWK(jwk, 'ES256')) as CryptoKey };
    return current;
  }

  async function publicKeys(): Promise<{ keys: JWK[]; find: JWTVerifyGetKey }> {
    if (published !== undefined) return published;
    const set = { keys: [(await firstKey()).publicJwk as JWK] };
    published = { ...set, find: createLocalJWKSet(set) };
    return published;
  }

  return {
    ready,
    async sign(claims, typ) {
      const { kid, key } = await signingKey();
      return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ, kid }).sign(key);
    },
    publicKeys: async () => ({ keys: (await publicKeys()).keys }),
    jwks: async (header, token) => (await publicKeys()).find(header, token),
  };
}
