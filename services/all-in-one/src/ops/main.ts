import { createInterface } from 'node:readline/promises';
import { systemClock, systemHttp, systemRandom, systemTimers, withTimeout } from '@portal-sync/kernel';
import { createLog, readSettings, runMain } from '@portal-sync/runtime';
import { findProduct } from './find-product.ts';
import { openOperatorApi } from './operator-api.ts';
import { readCommand, USAGE } from './read-command.ts';
import { runCommand } from './run-command.ts';
import { opsSettings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** A service is waited for no longer than this, ms. */
const ANSWER_MS = 15_000;

const ask = async (question: string): Promise<boolean> => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question(`${question} `)).trim().toLowerCase() === 'yes';
  } finally {
    lines.close();
  }
};

await runMain(async () => {
  // What is written here holds all of an agency: it is its owner's alone, also inside a folder that others may read.
  process.umask(0o077);
  const asked = readCommand(process.argv.slice(2));
  if (asked === 'help') return void process.stdout.write(USAGE);
  if ('fault' in asked) {
    process.stderr.write(`${asked.fault}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  const { command, json, yes } = asked;
  const terminal: Terminal = { say: (text) => void process.stdout.write(`${text}\n`), warn: (text) => void process.stderr.write(`${text}\n`), ask: process.stdin.isTTY ? ask : undefined };
  const settings = readSettings(opsSettings, process.env, { prefix: 'OPS_' });
  if (command.kind === 'move') {
    const { moveRecords } = await import('./move-records.ts');
    const log = createLog({ service: 'ops', level: 'warn', clock: systemClock });
    const system = { clock: systemClock, timers: systemTimers, random: systemRandom, log };
    process.exitCode = await moveRecords(command, { ...system, settings, env: process.env, http: systemHttp, terminal });
    return;
  }
  const http = withTimeout(systemHttp, systemTimers, ANSWER_MS);
  const api = await openOperatorApi({ product: findProduct(settings), http, clock: systemClock });
  process.exitCode = await runCommand(command, { api, terminal, clock: systemClock, json, yes });
}, process);
