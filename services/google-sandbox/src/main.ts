import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { demo } from './demo.ts';
import { readSandboxSettings } from './settings.ts';
import { snapshotFile } from './snapshot-file.ts';

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

process.on('uncaughtException', fail);
const settings = readSandboxSettings(process.env);

let app: ReturnType<typeof createApp> | undefined;
const server = createServer();
server.on('error', fail);
server.listen(settings.SANDBOX_PORT, settings.SANDBOX_HOST, () => {
  const { port } = server.address() as AddressInfo;
  const baseUrl = settings.SANDBOX_URL?.replace(/\/+$/, '') ?? `http://localhost:${port}`;
  app = createApp({
    now: () => Date.now(),
    random: () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32,
    timers: {
      after(ms, run) {
        const handle = setTimeout(run, Math.max(0, ms));
        return () => clearTimeout(handle);
      },
    },
    http: fetch,
    baseUrl,
    issuer: settings.SANDBOX_ISSUER,
    log: (line) => process.stdout.write(`${line}\n`),
    demo,
    ...(settings.SANDBOX_DATA === undefined ? {} : { snapshotFile: snapshotFile(settings.SANDBOX_DATA) }),
  });
  server.on('request', app.handler);
  process.stdout.write(`Google sandbox: ${baseUrl}\n`);
});

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    server.close(() => void Promise.resolve(app?.close()).then(() => process.exit(0), fail));
    server.closeIdleConnections();
  });
}
