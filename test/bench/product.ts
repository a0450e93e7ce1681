import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortBase } from '../house/free-port-base.ts';
import { residentMb } from './service-processes.ts';

/** Pages built before: dropped, so that the time to ready is that of a fresh checkout. */
const BUILT_PAGES = join(import.meta.dirname, '../../node_modules/.cache/pages');
const MAIN = join(import.meta.dirname, '../../services/all-in-one/src/main.ts');

export interface Product {
  readonly base: number;
  /** Where its secrets stand. */
  readonly folder: string;
  readonly pid: number;
  /** From the start of the process to its line "Ready", ms. */
  readonly readyMs: number;
  /** Resident memory of the process that was started, MB; NaN where the system does not tell. */
  memoryMb(): number;
  stop(): Promise<void>;
}

/** Starts the product as a person does, in a process and on a folder of its own: all in that one process, or (`real`) as processes on a MongoDB and a Kafka of their own; `more` goes into the environment of all. */
export async function startProduct(engines: 'embedded' | 'real' = 'embedded', more: Readonly<Record<string, string>> = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-sync-bench-'));
  const base = await freePortBase();
  if (engines === 'embedded') rmSync(BUILT_PAGES, { recursive: true, force: true });
  // Engines of its own, whatever stands in the environment.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'MONGO_URL' && name !== 'KAFKA_BROKERS'));
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN, '--engines', engines], {
    env: { ...env, ...more, HOUSE_PORT: String(base), DATA_FOLDER: folder, HOUSE_LOG: process.env['HOUSE_LOG'] ?? 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // However this process ends, nothing of it stays.
  const endWithUs = (): void => void child.kill('SIGTERM');
  process.once('exit', endWithUs);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the product ended with ${code} before it was ready`)));
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('Ready in')) resolve();
      // With HOUSE_LOG set somebody wants to see what goes on.
      if (process.env['HOUSE_LOG'] !== undefined) process.stderr.write(chunk);
    });
  });
  const readyMs = performance.now() - began;
  return {
    base,
    folder: engines === 'real' ? join(folder, 'real-engines') : folder,
    pid: child.pid ?? 0,
    readyMs,
    memoryMb: () => residentMb(child.pid),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', endWithUs);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
