import { connection, connectSession, disconnecting, type Connection, type newConnectSession, type redeemConnectSession } from '@portal-sync/contracts';
import type { z } from 'zod';
import { path, type CallApi } from './call-api.ts';
import { listOf } from './pages.ts';

export const connectionsApi = (call: CallApi) => ({
  list: (query: { userId?: string } = {}) => listOf(call, '/v1/connections', connection, query),
  get: (connectionId: string): Promise<Connection> => call('GET', path`/v1/connections/${connectionId}`, { answer: connection }),
  /** Opens a connect session: send the person's browser to its `url`. Keep the PKCE verifier: only who has it can redeem. */
  open: (body: z.input<typeof newConnectSession>) => call('POST', '/v1/connect-sessions', { body, answer: connectSession }),
  /** Turns the one-time code that came back with the browser into the connection. Check first that your own user is the one who left. */
  redeem: (body: z.input<typeof redeemConnectSession>): Promise<Connection> => call('POST', '/v1/connect-sessions/redeem', { body, answer: connection }),
  disconnect: (connectionId: string, googleEvents: 'keep' | 'remove'): Promise<z.output<typeof disconnecting>> =>
    call('POST', path`/v1/connections/${connectionId}/disconnect`, { body: { googleEvents }, answer: disconnecting }),
});
