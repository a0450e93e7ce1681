import { collections } from '@portal-sync/broker/app';
import { engineSettings, openEnginesBy, type EngineDeps } from '@portal-sync/engines';
import { createTrouble, keepTrying } from '@portal-sync/kernel';
import { readSettings, StartError } from '@portal-sync/runtime';
import type { Collection } from '@portal-sync/store';
import { hasMachineSecrets } from '../machine/machine-secrets.ts';

/** `env` names the engines; `signal` ends waiting for them. */
export type RefuseOptions = EngineDeps & { readonly folder: string; readonly env: Readonly<Record<string, string>>; readonly signal: AbortSignal };

/**
 * Fails with `StartError` where the machine's secrets are gone while the engines hold what was sealed with them: records were moved here, or the
 * folder was lost. With new secrets everything but the broker would start, and seal with keys that do not belong to the rest.
 */
export async function refuseLostKeys({ folder, env, signal, ...deps }: RefuseOptions): Promise<void> {
  if (hasMachineSecrets(folder) || !(await holdsSealed(env, signal, deps))) return;
  throw new StartError(
    `${folder}/machine-secrets.json is missing: it holds the keys to the data in MongoDB. Put back a copy (where records were moved from another folder, its machine-secrets.json), or name an empty MongoDB.`,
  );
}

async function holdsSealed(env: RefuseOptions['env'], signal: AbortSignal, deps: EngineDeps): Promise<boolean> {
  const engines = await openEnginesBy(readSettings(engineSettings, env, { prefix: ['MONGO_', 'KAFKA_'] }), deps);
  try {
    // Engines that are away are waited for, as the services do.
    const trouble = createTrouble({ ...deps, well: 'MongoDB is there' });
    const broker = await keepTrying(() => engines.openStore('broker', collections), { ...deps, trouble, signal, noAnswer: 'MongoDB has not answered yet.' });
    const keys = collections.find(({ name }) => name === 'dataKeys') as unknown as Collection<object>;
    return (await broker.scan(keys, { limit: 1 })).items.length > 0;
  } finally {
    await engines.close();
  }
}
