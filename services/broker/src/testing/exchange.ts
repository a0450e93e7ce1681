import type { PlainResponse } from '@portal-sync/runtime';
import { CONNECTOR_SECRET, type BrokerWorld } from './open-broker.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** A service's own token, by its secret. */
export async function serviceToken(world: BrokerWorld, name = 'connector', secret = CONNECTOR_SECRET): Promise<string> {
  const headers = { ...FORM, authorization: `Basic ${btoa(`${name}:${secret}`)}` };
  const answer = await world.call('POST', '/oauth2/token', undefined, { grant_type: 'client_credentials' }, headers);
  return (answer.body as { access_token: string }).access_token;
}

/** Asks for a Google token as the connector does (RFC 8693). */
export async function exchange(world: BrokerWorld, connectionId: string, token?: string, broker = world.broker): Promise<PlainResponse> {
  const body = {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: connectionId,
    subject_token_type: 'urn:ietf:params:oauth:token-type:connection',
  };
  const authorization = `Bearer ${token ?? (await serviceToken(world))}`;
  return broker.call({ method: 'POST', url: '/oauth2/token', body, headers: { ...FORM, authorization } });
}

