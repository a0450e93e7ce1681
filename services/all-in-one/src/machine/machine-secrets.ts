import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, randomToken, type Random } from '@portal-sync/kernel';
import { z } from 'zod';

const text = z.string().min(20);

const machineSecrets = z.strictObject({
  /** Key-encryption key of the vault: 32 bytes, base64url. */
  vaultKey: text,
  /** Seals the portal's sessions: 32 bytes, base64url. */
  sessionKey: text,
  /** Seals webhook secrets: 32 bytes, base64url. */
  webhookKey: text,
  /** Service name to the secret of its OAuth client. */
  services: z.record(z.string(), text),
  /** Agency id to the secrets of its portal and of its own system. */
  agencies: z.record(z.string(), z.strictObject({ portal: text, platform: text })),
  /** The demo's Google client. */
  googleClient: text,
  /** The operator's OAuth client; files of older versions have none. */
  operator: text.optional(),
});
export type MachineSecrets = z.infer<typeof machineSecrets> & { readonly operator: string };

/** Secrets of a product that runs on one machine: made at the first start, kept in the data folder, readable by its owner only. Fails with AppError `unavailable` where they are damaged, or gone while data stands. */
export function loadMachineSecrets(folder: string, random: Random, names: { services: readonly string[]; agencies: readonly string[] }): MachineSecrets {
  const file = fileIn(folder);
  if (existsSync(file)) return completed(file, readMachineSecrets(file), random);
  // New keys would open nothing of what stands there.
  if (existsSync(join(folder, 'broker.sqlite')) || existsSync(join(folder, 'demo-planted'))) {
    throw new AppError('unavailable', { detail: `${file} is missing: it holds the keys to the data beside it. Put back a copy, or begin anew with: npm start -- --fresh` });
  }
  const secret = () => randomToken(random);
  const made: MachineSecrets = {
    vaultKey: secret(),
    sessionKey: secret(),
    webhookKey: secret(),
    services: Object.fromEntries(names.services.map((name) => [name, secret()])),
    agencies: Object.fromEntries(names.agencies.map((id) => [id, { portal: secret(), platform: secret() }])),
    googleClient: secret(),
    operator: secret(),
  };
  return write(file, made);
}

const fileIn = (folder: string): string => join(folder, 'machine-secrets.json');

export const hasMachineSecrets = (folder: string): boolean => existsSync(fileIn(folder));

/** What a file of an older version lacks is made. */
function completed(file: string, found: z.infer<typeof machineSecrets>, random: Random): MachineSecrets {
  const { operator } = found;
  return operator === undefined ? write(file, { ...found, operator: randomToken(random) }) : { ...found, operator };
}

/** Written beside and renamed, so that a stop in the middle leaves no half file. */
function write(file: string, secrets: MachineSecrets): MachineSecrets {
  writeFileSync(`${file}.tmp`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
  return secrets;
}

/** The operator's secret of the product whose data stands in `folder`; undefined: none was started there yet. */
export function operatorSecretIn(folder: string): string | undefined {
  return hasMachineSecrets(folder) ? readMachineSecrets(fileIn(folder)).operator : undefined;
}

function readMachineSecrets(file: string): z.infer<typeof machineSecrets> {
  try {
    return machineSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new AppError('unavailable', { detail: `${file} is damaged. Put back a copy, or begin anew with: npm start -- --fresh`, cause });
  }
}
