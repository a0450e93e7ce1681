import type { RequestListener } from 'node:http';
import express from 'express';
import type { NextFunction, Request, Response } from 'express';
import { createGoogle } from './core/google.ts';
import type { Google } from './core/google.ts';
import type { Limits } from './core/ledger/quota.ts';
import { createPostman } from './deliver.ts';
import type { Http, Timers } from './deliver.ts';
import { plant } from './http/control/seed.ts';
import type { Seed } from './http/control/seed.ts';
import { answer } from './http/face.ts';
import { json, readQuery } from './http/plain.ts';
import type { PlainRequest, PlainResponse } from './http/plain.ts';
import type { Face } from './http/route.ts';
import { createIdTokenSigner } from './id-token-signer.ts';
import { createKeeper, restoreFrom } from './keep.ts';
import type { SnapshotFile } from './keep.ts';

export type { Seed, SnapshotFile };

export interface SandboxDeps {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** 0 <= x < 1. */
  readonly random: () => number;
  readonly timers: Timers;
  readonly http: Http;
  /** Where the sandbox is reached, e.g. `http://localhost:4405`. */
  readonly baseUrl: string;
  /** `iss` of id tokens; Google's own by default. */
  readonly issuer?: string;
  readonly limits?: Partial<Limits>;
  readonly log?: (line: string) => void;
  readonly snapshotFile?: SnapshotFile;
  /** Planted when there is no snapshot yet, and on `/_control/reset`. */
  readonly demo?: Seed;
}

export interface Sandbox {
  /** For `http.createServer`. */
  readonly handler: RequestListener;
  readonly google: Google;
  /** Waits for notifications on their way and writes the last snapshot. */
  close(): Promise<void>;
}

function toPlain(request: Request): PlainRequest {
  const [path = '/', search = ''] = request.originalUrl.split('?', 2);
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  const body: unknown = request.body;
  return { method: request.method === 'HEAD' ? 'GET' : request.method, path, query: readQuery(search), headers, body: typeof body === 'string' ? body : '' };
}

function send(response: Response, reply: PlainResponse, now: number): void {
  if (reply.dropped) {
    response.socket?.destroy();
    return;
  }
  response.status(reply.status).set({ date: new Date(now).toUTCString(), ...reply.headers });
  if (reply.body === undefined) response.end();
  else response.end(reply.body);
}

/** Google on this machine: its core, the HTTP face on it, notifications that really leave, and a snapshot that lasts. */
export function createApp(deps: SandboxDeps): Sandbox {
  const log = deps.log ?? (() => {});
  const google = createGoogle({ ...deps, signer: createIdTokenSigner() });
  const seedDemo = () => void (deps.demo && plant(google, deps.demo));
  const restored = deps.snapshotFile !== undefined && restoreFrom(deps.snapshotFile, google);
  if (!restored) seedDemo();
  // The host's OAuth clients are its settings: a port may have changed since the state was kept.
  else if (deps.demo?.clients) plant(google, { clients: deps.demo.clients });
  const postman = createPostman(google, deps.http, deps.timers);
  const keeper = deps.snapshotFile && createKeeper(google, deps.snapshotFile, deps.timers, log);
  const face: Face = { google, log, seedDemo };
  postman.run();
  keeper?.changed();

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.text({ type: () => true, limit: '10mb' }));
  app.use((request, response) => {
    const plain = toPlain(request);
    const reply = answer(face, plain);
    keeper?.changed();
    postman.run();
    if (reply.delayMs) deps.timers.after(reply.delayMs, () => send(response, reply, google.now()));
    else send(response, reply, google.now());
  });

  // Four parameters make it an error handler: a body too large or a fault of our own, never with a stack.
  app.use((error: Error & { status?: number }, _request: Request, response: Response, _next: NextFunction) => {
    const status = error.status ?? 500;
    if (status >= 500) log(`A request failed: ${error.stack ?? error.message}`);
    send(response, json(status, { error: { code: status, message: status >= 500 ? 'Backend Error' : error.message } }), google.now());
  });

  return {
    handler: app,
    google,
    async close() {
      await postman.close();
      await keeper?.close();
    },
  };
}
