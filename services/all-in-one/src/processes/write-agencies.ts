import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agencySeeds } from '../demo/agency-seeds.ts';
import type { Addresses } from '../house/addresses.ts';
import type { MachineSecrets } from '../machine/machine-secrets.ts';

/** Writes the operator's list of the demo's agencies for a broker that is a process (`BROKER_AGENCIES_FILE`), with their clients' secrets: a file that only its owner reads. Answers where it stands. */
export function writeAgencies({ folder, addresses, secrets }: { folder: string; addresses: Addresses; secrets: MachineSecrets }): string {
  const file = join(folder, 'agencies.json');
  const open = agencySeeds(addresses, secrets).map((seed) => ({ ...seed, clients: seed.clients?.map((client) => ({ ...client, secret: client.secret.reveal() })) }));
  writeFileSync(file, JSON.stringify(open), { mode: 0o600 });
  return file;
}
