import type { ApiRequest } from '../api/request.ts';
import type { World } from '../world.ts';
import { findClient } from './clients.ts';
import type { Client } from './clients.ts';
import { OAuthError } from './oauth-error.ts';

function basic(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret.join(':')) };
}

/** The OAuth client that a token request proves to be, by form fields or HTTP Basic. */
export function authenticateClient(world: World, request: ApiRequest, form: Record<string, string>): Client {
  const header = basic(request.headers?.['authorization']);
  const id = header?.id ?? form['client_id'];
  const secret = header?.secret ?? form['client_secret'];
  if (!id) throw new OAuthError(400, 'invalid_request', 'Could not determine client ID from request.');
  const client = findClient(world, id);
  if (!client) throw new OAuthError(401, 'invalid_client', 'The OAuth client was not found.');
  if (client.status === 'deleted') throw new OAuthError(401, 'deleted_client', 'The OAuth client was deleted.');
  if (!secret) throw new OAuthError(400, 'invalid_request', 'client_secret is missing.');
  if (secret !== client.clientSecret) throw new OAuthError(401, 'invalid_client', 'The provided client secret is invalid.');
  return client;
}
