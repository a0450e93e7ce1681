import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { freePortBase } from '../house/free-port-base.ts';
import type { Product } from './product.ts';
import { environmentOf, moduleOf, serviceProcesses } from './service-processes.ts';

/** One more connector for a product that runs as processes: the same settings and engines, another port. Resolves when it is ready; the answer ends it. */
export async function startSecondConnector(product: Product): Promise<() => Promise<void>> {
  const first = serviceProcesses(product.pid).find(({ name }) => name === 'connector');
  if (first === undefined) throw new Error('no connector runs as a process');
  const port = await freePortBase();
  const child = spawn(process.execPath, [moduleOf(first.pid)], {
    env: { ...environmentOf(first.pid), CONNECTOR_PORT: String(port), CONNECTOR_HOST: '127.0.0.1', NODE_CHANNEL_FD: undefined },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let over = false;
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      over = true;
      resolve();
    }),
  );
  while (!(await isReady(port))) {
    if (over) throw new Error('the second connector ended before it was ready');
    await pause(100);
  }
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}

const isReady = (port: number): Promise<boolean> => fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.ok, () => false);
