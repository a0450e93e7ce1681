import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AppError, Secret, type Random } from '@portal-sync/kernel';

interface Owner {
  readonly agencyId: string;
  readonly id: string;
}

/** A sealed secret opens for its own endpoint only. */
const boundTo = ({ agencyId, id }: Owner): Buffer => Buffer.from(`v1|${agencyId}|${id}|webhook-secret`);

const keyBytes = (key: Secret): Buffer => Buffer.from(key.reveal(), 'base64url');

/** Seals with AES-256-GCM: `v1.<nonce>.<tag>.<text>`, base64url. */
export function sealSecret(key: Secret, owner: Owner, secret: Secret, random: Random): string {
  const nonce = random.bytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyBytes(key), nonce);
  cipher.setAAD(boundTo(owner));
  const text = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()]);
  return ['v1', ...[nonce, cipher.getAuthTag(), text].map((part) => Buffer.from(part).toString('base64url'))].join('.');
}

/** Fails with `internal` for another key, another endpoint's secret, or a damaged one. */
export function openSecret(key: Secret, owner: Owner & { readonly sealedSecret: string }): Secret {
  const [, nonce = '', tag = '', text = ''] = owner.sealedSecret.split('.');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyBytes(key), Buffer.from(nonce, 'base64url'), { authTagLength: 16 });
    decipher.setAAD(boundTo(owner));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return new Secret(Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8'));
  } catch (cause) {
    throw new AppError('internal', { cause });
  }
}
