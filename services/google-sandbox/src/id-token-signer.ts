import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { IdTokenSigner } from './core/oauth/signer.ts';

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signer with a key made at first use: a sandbox that nobody signs in to pays nothing for it. */
export function createIdTokenSigner(): IdTokenSigner {
  let made: { key: KeyObject; jwk: Record<string, unknown>; pem: string } | undefined;
  const pair = () => {
    if (made) return made;
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { n, e, kty } = publicKey.export({ format: 'jwk' });
    const kid = createHash('sha256').update(String(n)).digest('hex').slice(0, 40);
    made = { key: privateKey, jwk: { kty, n, e, kid, alg: 'RS256', use: 'sig' }, pem: publicKey.export({ format: 'pem', type: 'spki' }).toString() };
    return made;
  };
  return {
    sign(claims) {
      const { key, jwk } = pair();
      const text = `${base64url({ alg: 'RS256', kid: jwk['kid'], typ: 'JWT' })}.${base64url(claims)}`;
      return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
    },
    jwks: () => ({ keys: [pair().jwk] }),
    pems: () => ({ [String(pair().jwk['kid'])]: pair().pem }),
  };
}
