import { createServer } from 'node:net';

/** Whether nobody listens on this port of this machine. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** `count` ports of this machine that nobody listens on, below those that outgoing connections are given: an engine finds its own again after a restart. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let tries = 0; tries < 1_000 && found.size < count; tries++) {
    const port = 12_000 + Math.floor(Math.random() * 7_000);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  if (found.size < count) throw new Error(`no ${count} free ports`);
  return [...found];
}

/** The well-known port and those after it where they are free, else others. */
export async function tryPorts(first: number, count: number): Promise<number[]> {
  const wanted = Array.from({ length: count }, (_, at) => first + at);
  return (await Promise.all(wanted.map(isFree))).every(Boolean) ? wanted : freePorts(count);
}
