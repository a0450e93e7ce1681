import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { ServiceProcess } from './service-processes.ts';

export interface LiveHeap {
  /** What a product must have in its environment to be asked. */
  readonly env: Readonly<Record<string, string>>;
  /** What stays in use in each process of Node after a full collection, MB by process id; nothing for the engines. */
  ask(processes: readonly ServiceProcess[]): Promise<ReadonlyMap<number, number>>;
  close(): void;
}

/** Signals that nobody listens to would end these. */
const NOT_NODE: ReadonlySet<string> = new Set(['mongod', 'kafka']);
const ANSWER_MS = 10_000;

/** Resident memory says how lazily Node collects; what is left after a collection says whether something grows. */
export function watchLiveHeap(): LiveHeap {
  const folder = mkdtempSync(join(tmpdir(), 'portal-sync-heaps-'));
  const preload = `${new URL('tell-heap.ts', import.meta.url).href}?${pathToFileURL(folder).href}`;
  return {
    env: { NODE_OPTIONS: `--expose-gc --import=${preload}` },
    async ask(processes) {
      const sizes = new Map<number, number>();
      // One after the other: each stands still for the time of its collection.
      for (const { pid } of processes.filter(({ name }) => !NOT_NODE.has(name))) {
        const file = join(folder, String(pid));
        rmSync(file, { force: true });
        process.kill(pid, 'SIGUSR2');
        const answer = await untilWritten(file);
        if (answer !== undefined) sizes.set(pid, answer / 1024 / 1024);
      }
      return sizes;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function untilWritten(file: string): Promise<number | undefined> {
  for (const end = Date.now() + ANSWER_MS; Date.now() < end; await pause(50)) {
    try {
      return Number(readFileSync(file, 'utf8'));
    } catch {
      continue;
    }
  }
  return undefined;
}
