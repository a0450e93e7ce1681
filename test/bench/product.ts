import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortBase } from '../house/free-port-base.ts';

/** Pages built before: dropped, so that the time to ready is that of a fresh checkout. */
const BUILT_PAGES = join(import.meta.dirname, '../../node_modules/.cache/pages');
const MAIN = join(import.meta.dirname, '../../services/all-in-one/src/main.ts');

export interface Product {
  readonly base: number;
  readonly folder: string;
  /** From the start of the process to its line "Ready", ms. */
  readonly readyMs: number;
  /** Resident memory now, MB; NaN where the system does not tell. */
  memoryMb(): number;
  stop(): Promise<void>;
}

/** Starts the product as a person does, in a process and on a folder of its own. */
export async function startProduct(): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-sync-bench-'));
  const base = await freePortBase();
  rmSync(BUILT_PAGES, { recursive: true, force: true });
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, HOUSE_PORT: String(base), DATA_FOLDER: folder, HOUSE_LOG: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the product ended with ${code} before it was ready`)));
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('Ready in')) resolve();
    });
  });
  const readyMs = performance.now() - began;
  return {
    base,
    folder,
    readyMs,
    memoryMb: () => residentMb(child.pid),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function residentMb(pid: number | undefined): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? Number.NaN : Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}
