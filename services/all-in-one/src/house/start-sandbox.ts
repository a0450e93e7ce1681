import { join } from 'node:path';
import { createApp as createSandbox } from '@portal-sync/google-sandbox/app';
import { snapshotFile } from '@portal-sync/google-sandbox/snapshot-file';
import { AppError, type Clock, type Http, type Log, type Random, type Timers } from '@portal-sync/kernel';
import { listen, type Closer } from '@portal-sync/runtime';
import { sandboxSeed } from '../demo/sandbox-seed.ts';
import type { MachineSecrets } from '../machine/machine-secrets.ts';
import type { Addresses } from './addresses.ts';

export interface SandboxDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly http: Http;
  readonly log: Log;
  readonly addresses: Addresses;
  readonly secrets: MachineSecrets;
  /** Where its snapshot stands. */
  readonly folder: string;
  readonly closer: Closer;
}

/** The Google sandbox with the demo's accounts, listening. Fails with AppError `unavailable` where its snapshot is damaged. */
export async function startSandbox({ clock, timers, random, http, log, addresses, secrets, folder, closer }: SandboxDeps): Promise<void> {
  const file = join(folder, 'google-sandbox.json');
  const google = openOrSay(file, () => createSandbox({
    now: () => clock.now(),
    random: () => random.unit(),
    timers,
    http,
    baseUrl: addresses.sandboxOrigin,
    issuer: addresses.sandboxOrigin,
    log: (line) => log.debug({ service: 'google-sandbox', line }, 'sandbox'),
    snapshotFile: snapshotFile(file),
    demo: sandboxSeed(addresses, secrets),
  }));
  const door = await listen(google.handler, { port: addresses.ports['google-sandbox'], host: '127.0.0.1', log, timers });
  closer.add('the Google sandbox', () => google.close());
  closer.add("the Google sandbox's door", () => door.close());
}

function openOrSay<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (cause) {
    throw new AppError('unavailable', { detail: `${file} is damaged. Put back a copy, or begin anew with: npm start -- --fresh`, cause });
  }
}
