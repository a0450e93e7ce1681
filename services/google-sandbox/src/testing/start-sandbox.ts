import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calendar } from '@googleapis/calendar';
import type { calendar_v3 } from '@googleapis/calendar';
import { OAuth2Client } from 'google-auth-library';
import { createApp } from '../app.ts';
import type { Sandbox, SandboxDeps } from '../app.ts';

export interface Started {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Calls the control API and gives its JSON. */
  control<T = Record<string, never>>(method: string, path: string, body?: unknown): Promise<T>;
  /** Google's own client library, for an account with these scopes. */
  client(account: string, scopes?: string[], clientId?: string): Promise<calendar_v3.Calendar>;
  stop(): Promise<void>;
}

export const ALL = ['https://www.googleapis.com/auth/calendar'];

/** The app, or a closed port and its error. */
function makeApp(server: Server, deps: SandboxDeps): Sandbox {
  try {
    return createApp(deps);
  } catch (error) {
    server.close();
    throw error;
  }
}

/** A sandbox on a free port, for tests that need the real wire. */
export async function startSandbox(more: Partial<SandboxDeps> = {}): Promise<Started> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const made = makeApp(server, {
    now: () => Date.now(),
    random: () => Math.random(),
    timers: {
      after(ms, run) {
        const handle = setTimeout(run, ms);
        return () => clearTimeout(handle);
      },
    },
    http: fetch,
    baseUrl: url,
    ...more,
  });
  server.on('request', made.handler);
  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/_control/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const value = (await response.json()) as T;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(value)}`);
    return value;
  };
  return {
    url,
    sandbox: made,
    control,
    async client(account, scopes = ALL, clientId = 'test-client') {
      const { accessToken } = await control<{ accessToken: string }>('POST', 'tokens', { account, scopes, clientId });
      const auth = new OAuth2Client();
      auth.setCredentials({ access_token: accessToken });
      return calendar({ version: 'v3', rootUrl: `${url}/`, auth, retry: false });
    },
    async stop() {
      await made.close();
      await new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      });
    },
  };
}
