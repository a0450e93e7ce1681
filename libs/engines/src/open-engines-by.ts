import { readFileSync } from 'node:fs';
import { AppError } from '@portal-sync/kernel';
import type { EngineDeps, Engines } from './engines.ts';
import { openEngines } from './open-engines.ts';
import type { RealEngines } from './real-engines.ts';
import type { EngineSettings } from './settings.ts';

/** The engines that the settings name; `invalid`, in one sentence, where no waiting mends them. With `engineSettings` this is what `main.ts` hands to `runService`. */
export async function openEnginesBy(settings: EngineSettings, deps: EngineDeps): Promise<Engines> {
  const { MONGO_URL: url, KAFKA_BROKERS: brokers } = settings;
  if (url === undefined && brokers === undefined) return openEngines({ kind: 'embedded', folder: settings.DATA_FOLDER, ...deps });
  if (url === undefined || brokers === undefined) {
    throw new AppError('invalid', { detail: `${url === undefined ? 'MONGO_URL' : 'KAFKA_BROKERS'} is not set: real engines want both MONGO_URL and KAFKA_BROKERS.` });
  }
  return openEngines({ kind: 'real', mongo: mongoOf(settings, url), kafka: kafkaOf(settings, brokers), ...deps });
}

function mongoOf(settings: EngineSettings, url: NonNullable<EngineSettings['MONGO_URL']>): RealEngines['mongo'] {
  const { MONGO_USERNAME: username, MONGO_PASSWORD: password, MONGO_TLS: tls, MONGO_TLS_CA_FILE: caFile, MONGO_TLS_KEY_FILE: certificateKeyFile } = settings;
  if (password !== undefined && username === undefined) throw alone('MONGO_PASSWORD', 'MONGO_USERNAME');
  if (!tls && (caFile ?? certificateKeyFile) !== undefined) throw alone(caFile === undefined ? 'MONGO_TLS_KEY_FILE' : 'MONGO_TLS_CA_FILE', 'MONGO_TLS=true');
  // The driver reads them itself, and takes one that is missing for a server that is away.
  if (caFile !== undefined) readPem('MONGO_TLS_CA_FILE', caFile);
  if (certificateKeyFile !== undefined) readPem('MONGO_TLS_KEY_FILE', certificateKeyFile);
  return {
    url,
    prefix: settings.MONGO_PREFIX,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: { ...(caFile === undefined ? {} : { caFile }), ...(certificateKeyFile === undefined ? {} : { certificateKeyFile }) } } : {}),
  };
}

function kafkaOf(settings: EngineSettings, brokers: readonly string[]): RealEngines['kafka'] {
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_TLS: tls, KAFKA_TLS_CA_FILE: caFile } = settings;
  if (username !== undefined && password === undefined) throw alone('KAFKA_USERNAME', 'KAFKA_PASSWORD (a secret)');
  if (password !== undefined && username === undefined) throw alone('KAFKA_PASSWORD', 'KAFKA_USERNAME');
  if (!tls && caFile !== undefined) throw alone('KAFKA_TLS_CA_FILE', 'KAFKA_TLS=true');
  return {
    brokers,
    prefix: settings.KAFKA_PREFIX,
    replicas: settings.KAFKA_REPLICAS,
    tls: tls ? (caFile === undefined ? {} : { ca: readPem('KAFKA_TLS_CA_FILE', caFile) }) : undefined,
    sasl: username === undefined || password === undefined ? undefined : { mechanism: settings.KAFKA_SASL, username, password },
  };
}

/** What would be left unused without a word: somebody believes it holds. */
const alone = (there: string, missing: string): AppError => new AppError('invalid', { detail: `${there} is set, but ${missing} is not.` });

function readPem(setting: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError('invalid', { detail: `The file ${path} of ${setting} could not be read.`, cause });
  }
}
