import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemTimers, type Log, type Timers } from '@portal-sync/kernel';
import { StartError } from './start-error.ts';

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly log: Log;
  readonly timers?: Timers;
}

export interface Listening {
  readonly port: number;
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  readonly server: Server;
  /** Takes no new requests, lets running ones end for at most `drainMs` (default 5 s), then cuts what is left. Event streams end at once. */
  close(options?: { drainMs?: number }): Promise<void>;
}

/** Opens a socket for an app. Fails with a `StartError` in one sentence when the port is taken or not allowed. */
export async function listen(app: RequestListener, options: ListenOptions): Promise<Listening> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 }, app);
  const open = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    open.add(response);
    response.once('close', () => {
      open.delete(response);
      // A connection that is kept alive would hold up closing until it is idle for long: it ends with the answer it was waiting for.
      setImmediate(() => server.listening || server.closeIdleConnections());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(startError(error, options)));
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
  options.log.info({ url }, 'listening');
  return { port, url, server, close: ({ drainMs = 5_000 } = {}) => closeServer(server, open, drainMs, options.timers ?? systemTimers) };
}

function closeServer(server: Server, open: ReadonlySet<ServerResponse>, drainMs: number, timers: Timers): Promise<void> {
  return new Promise((resolve) => {
    const cut = timers.after(drainMs, () => server.closeAllConnections());
    server.close(() => {
      cut();
      resolve();
    });
    // Live updates never end by themselves; their readers come back to whoever listens next.
    for (const response of open) if (String(response.getHeader('content-type')).startsWith('text/event-stream')) response.end();
  });
}

function startError(error: NodeJS.ErrnoException, { port, host }: ListenOptions): Error {
  if (error.code === 'EADDRINUSE') return new StartError(`Port ${port} on ${host} is taken: stop the program that uses it, or set another port.`);
  if (error.code === 'EACCES') return new StartError(`Port ${port} on ${host} may not be opened by this user: set a port above 1023.`);
  if (error.code === 'EADDRNOTAVAIL') return new StartError(`The address ${host} is not one of this machine: set another host.`);
  return error;
}
