import { AppError } from '@portal-sync/kernel';
import type { PlainResponse } from '@portal-sync/runtime';
import { noteExchange } from '../../actions/audit/note-exchange.ts';
import type { Deps } from '../../deps.ts';
import { shownState } from '../../domain/grant/shown-state.ts';
import { connections } from '../../repos/connections.ts';
import { needField, type Form } from './form.ts';

export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const CONNECTION_TOKEN = 'urn:ietf:params:oauth:token-type:connection';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

const unknown = (): AppError => new AppError('bad-request', { detail: 'the subject is not known', extra: { error: 'invalid_target' } });

/** A refusal with its cause beside OAuth's own members (RFC 8693 section 2.2.2). */
const refusal = (cause: unknown): PlainResponse => ({
  status: 400,
  body: { error: 'invalid_grant', error_description: 'this connection gives no token now', cause },
});

/**
 * A Google access token for a connection (RFC 8693). Google cannot narrow such a token, so only the connector gets one, with its internal token.
 * Unknown connections, and everybody else's wish, answer `invalid_target`; broken and paused ones `invalid_grant` with `cause`.
 * A connection that is being removed still gives tokens until the connector has let go: it needs them for that.
 */
export async function exchangeToken(deps: Deps, headers: Readonly<Record<string, string | undefined>>, posted: Form): Promise<PlainResponse> {
  const caller = await deps.authenticate(headers['authorization']);
  if (caller.kind === 'anyone') throw new AppError('not-signed-in');
  if (caller.kind !== 'service' || caller.name !== 'connector') throw unknown();
  if (needField(posted, 'subject_token_type') !== CONNECTION_TOKEN) throw new AppError('bad-request', { detail: 'there is no such subject_token_type' });
  const connection = await deps.store.get(connections, needField(posted, 'subject_token'));
  if (connection === undefined) throw unknown();
  const state = shownState(connection);
  if (state === 'broken') return refusal(connection.cause);
  if (state === 'paused') return refusal('admin-must-act');
  try {
    const { accessToken, expiresAt, version } = await deps.googleTokens.get(connection.id);
    await noteExchange(deps, connection, caller.name, version);
    const expiresIn = Math.max(0, Math.floor((expiresAt - deps.clock.now()) / 1000));
    return { status: 200, body: { access_token: accessToken.reveal(), issued_token_type: ACCESS_TOKEN, token_type: 'Bearer', expires_in: expiresIn } };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') throw unknown();
    if (error instanceof AppError && error.code === 'refused') return refusal(error.extra['cause']);
    throw error;
  }
}
