import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { engineSettings, openEnginesBy, type EngineDeps } from '@portal-sync/engines';
import type { Http } from '@portal-sync/kernel';
import { readSettings, StartError } from '@portal-sync/runtime';
import { prepareDataFolder } from '../machine/data-folder.ts';
import { say } from './dead-letter-commands.ts';
import { exportRecords } from './export-records.ts';
import { OPERATED, findServices } from './find-product.ts';
import { openHouseStores, type OpenedStore } from './house-stores.ts';
import { importRecords } from './import-records.ts';
import type { Command } from './read-command.ts';
import type { Contents } from './record-file.ts';
import type { OpsSettings } from './settings.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

type Move = Extract<Command, { kind: 'move' }>;

export interface MoveDeps extends EngineDeps {
  readonly settings: OpsSettings;
  /** MONGO_URL, KAFKA_BROKERS and what belongs to them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly http: Http;
  readonly terminal: Terminal;
}

/** Exports or imports all records, with the product stopped. Answers the exit code; fails with one sentence. */
export async function moveRecords({ way, file, engines: pair }: Move, deps: MoveDeps): Promise<number> {
  if (way === 'export' && existsSync(file)) throw new StartError(`${file} exists already. Name another file.`);
  if (way === 'import' && !existsSync(file)) throw new StartError(`There is no file ${file}.`);
  const release = await keepToOurselves(pair, deps);
  try {
    const engines = await openEnginesBy(engineSettingsFor(pair, deps), deps);
    try {
      refuseWhileAtWork(await engines.atWork());
      const stores = await openHouseStores(engines.openStore);
      const contents = await (way === 'export' ? exportRecords : importRecords)(stores, file, deps.clock.now());
      return report(way, file, stores, contents, deps);
    } finally {
      await engines.close();
    }
  } finally {
    release();
  }
}

/** Nobody else may use the records meanwhile. Returns how to let others in again. */
async function keepToOurselves(pair: Move['engines'], { settings, http }: MoveDeps): Promise<() => void> {
  if (pair === 'embedded') return prepareDataFolder({ folder: settings.DATA_FOLDER, fresh: false });
  const urls = findServices(settings);
  const running = await Promise.all(OPERATED.map((name) => http(`${urls[name]}/livez`).then(() => [name], () => [])));
  refuseWhileAtWork(running.flat());
  return () => undefined;
}

function refuseWhileAtWork(services: readonly string[]): void {
  if (services.length > 0) throw new StartError(`Stop the product first: ${services.join(', ')} ${services.length === 1 ? 'is' : 'are'} at work.`);
}

function engineSettingsFor(pair: Move['engines'], { settings, env }: MoveDeps): ReturnType<typeof readEngines> {
  const read = readEngines(env);
  if (pair === 'embedded') return { ...read, DATA_FOLDER: settings.DATA_FOLDER, MONGO_URL: undefined, KAFKA_BROKERS: undefined };
  if (read.MONGO_URL === undefined) throw new StartError('MONGO_URL and KAFKA_BROKERS say where the real engines are. On this machine: npm run engines');
  return read;
}

const readEngines = (env: MoveDeps['env']) => readSettings(engineSettings, env, { prefix: ['MONGO_', 'KAFKA_'] });

function report(way: Move['way'], file: string, stores: readonly OpenedStore[], { totals, records, messages }: Contents, { terminal, settings }: MoveDeps): number {
  const rows = [...totals].filter(([, { count }]) => count > 0).map(([name, { count, sha256 }]) => [...name.split('/'), count, sha256.slice(0, 12)]);
  terminal.say(table(['service', 'collection', 'records', 'checksum'], rows));
  const travelling = messages === 0 ? 'no message waited' : `${messages} messages that not everybody had surely handled ${way === 'export' ? 'travel along' : 'are sent again'}`;
  const done = way === 'export' ? `Written to ${file}` : 'Everything stands as it was exported';
  terminal.say(`\n${done}: ${records} records of ${stores.length} services; ${travelling}.`);
  if (way === 'export') return say(terminal, 'It holds personal data. Secrets in it are sealed; the keys that open them are not in it.');
  return say(terminal, `The keys to what is sealed are not in the file: bring them along (BROKER_KEY and the other secrets; of a product on this machine: ${join(settings.DATA_FOLDER, 'machine-secrets.json')}).`);
}
