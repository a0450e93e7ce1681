import { AppError } from '@portal-sync/kernel';
import { field, type Form } from './form.ts';

/** Id and secret as a client showed them. */
export interface ShownClient {
  readonly id: string;
  readonly secret: string;
}

export const unknownClient = (): AppError => new AppError('not-signed-in', { detail: 'the client is not known, or its secret is another' });

/** RFC 6749 section 2.3.1: the Basic header or the body, not both. */
export function shownClient(authorization: string | undefined, posted: Form): ShownClient {
  const inBody = { id: field(posted, 'client_id'), secret: field(posted, 'client_secret') };
  if (authorization === undefined) {
    if (inBody.id === undefined || inBody.secret === undefined) throw unknownClient();
    return { id: inBody.id, secret: inBody.secret };
  }
  const inHeader = readBasic(authorization);
  if (inHeader === undefined) throw unknownClient();
  if (inBody.secret !== undefined || (inBody.id !== undefined && inBody.id !== inHeader.id)) {
    throw new AppError('bad-request', { detail: 'the client is named in two ways' });
  }
  return inHeader;
}

function readBasic(authorization: string): ShownClient | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const at = text.indexOf(':');
  if (at < 1) return undefined;
  const decode = (part: string): string => new URLSearchParams(`_=${part}`).get('_') ?? '';
  return { id: decode(text.slice(0, at)), secret: decode(text.slice(at + 1)) };
}
