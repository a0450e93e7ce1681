import type { World } from '../world.ts';
import type { Client } from './clients.ts';
import { findClient } from './clients.ts';
import { isKnownScope, parseScopes } from './scopes.ts';

export type Query = Readonly<Record<string, string | undefined>>;

/** An authorization request that is fit to be shown to a person. */
export interface AuthRequest {
  readonly client: Client;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly offline: boolean;
  readonly prompt: ReadonlySet<string>;
  readonly loginHint: string | undefined;
  readonly hd: string | undefined;
  readonly nonce: string | undefined;
  readonly includeGranted: boolean;
  readonly challenge: { readonly method: 'S256' | 'plain'; readonly value: string } | undefined;
}

/** A page of Google's own that never redirects: the caller cannot be trusted with an answer. */
export interface AuthError {
  readonly kind: 'error';
  readonly status: number;
  readonly error: string;
  readonly message: string;
}

const refuse = (status: number, error: string, message: string): AuthError => ({ kind: 'error', status, error, message });

function readChallenge(query: Query): AuthRequest['challenge'] | AuthError {
  const value = query['code_challenge'];
  const method = query['code_challenge_method'] ?? 'plain';
  if (value === undefined) return query['code_challenge_method'] === undefined ? undefined : refuse(400, 'invalid_request', 'Missing required parameter: code_challenge');
  if (method !== 'S256' && method !== 'plain') return refuse(400, 'invalid_request', `Invalid parameter value for code_challenge_method: ${method}`);
  if (!/^[A-Za-z0-9\-._~]{43,128}$/.test(value)) return refuse(400, 'invalid_request', 'Invalid parameter value for code_challenge');
  return { method, value };
}

/** Whether the app may be opened at all, and answer to this address. */
function readClient(world: World, query: Query): { client: Client; redirectUri: string } | AuthError {
  const id = query['client_id'];
  if (!id) return refuse(400, 'invalid_request', 'Missing required parameter: client_id');
  const client = findClient(world, id);
  if (!client) return refuse(401, 'invalid_client', 'The OAuth client was not found.');
  if (client.status === 'deleted') return refuse(401, 'deleted_client', 'The OAuth client was deleted.');
  const redirectUri = query['redirect_uri'];
  if (!redirectUri) return refuse(400, 'invalid_request', 'Missing required parameter: redirect_uri');
  if (!client.redirectUris.includes(redirectUri)) {
    return refuse(400, 'redirect_uri_mismatch', `You can't sign in because this app sent an invalid request. The redirect URI ${redirectUri} does not match the ones authorized for the OAuth client.`);
  }
  return { client, redirectUri };
}

function readScopes(query: Query): readonly string[] | AuthError {
  const scopes = parseScopes(query['scope'] ?? '');
  if (scopes.length === 0) return refuse(400, 'invalid_request', 'Missing required parameter: scope');
  const unknown = scopes.filter((scope) => !isKnownScope(scope));
  return unknown.length > 0 ? refuse(400, 'invalid_scope', `Some requested scopes cannot be shown: [${unknown.join(', ')}]`) : scopes;
}

function readPrompt(query: Query): ReadonlySet<string> | AuthError {
  const prompt = new Set((query['prompt'] ?? '').split(' ').filter(Boolean));
  const unknown = [...prompt].filter((word) => !['none', 'consent', 'select_account'].includes(word));
  if (unknown.length > 0) return refuse(400, 'invalid_request', `Invalid parameter value for prompt: ${unknown.join(' ')}`);
  return prompt.has('none') && prompt.size > 1 ? refuse(400, 'invalid_request', 'Invalid parameter value for prompt: none must stand alone') : prompt;
}

export const isError = (value: unknown): value is AuthError => typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'error';

/** Reads the parameters of `GET /o/oauth2/v2/auth`, or says which error page is shown. */
export function readAuthRequest(world: World, query: Query): AuthRequest | AuthError {
  const who = readClient(world, query);
  if (isError(who)) return who;
  if (query['response_type'] !== 'code') {
    return refuse(400, query['response_type'] ? 'unsupported_response_type' : 'invalid_request', 'Missing or unsupported parameter: response_type');
  }
  const access = query['access_type'] ?? 'online';
  if (access !== 'online' && access !== 'offline') return refuse(400, 'invalid_request', `Invalid access_type: ${access}`);
  const scopes = readScopes(query);
  if (isError(scopes)) return scopes;
  const prompt = readPrompt(query);
  if (isError(prompt)) return prompt;
  const challenge = readChallenge(query);
  if (isError(challenge)) return challenge;
  return {
    ...who,
    scopes,
    prompt,
    challenge,
    state: query['state'],
    offline: access === 'offline',
    loginHint: query['login_hint'],
    hd: query['hd'],
    nonce: query['nonce'],
    includeGranted: query['include_granted_scopes'] === 'true',
  };
}
