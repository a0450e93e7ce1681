import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bringKafka } from './bring-kafka.ts';
import { createMember, startMembers, type EngineMember } from './engine-member.ts';
import { startEngineProcess } from './engine-process.ts';
import { enginesFolder } from './engines-folder.ts';
import { freePorts } from './free-ports.ts';
import { kafkaAnswers } from './kafka-answers.ts';
import { KAFKA_USER, kafkaProperties, KEY_STORE_PASSWORD, type KafkaNode } from './kafka-properties.ts';
import { runCommand } from './run-command.ts';

export interface KafkaOptions {
  /** Default 1. */
  readonly brokers?: number;
  /** One per broker, for its plain listener; free ones by default. */
  readonly ports?: readonly number[];
  /** By which port clients reach the plain listener of a broker on `port`: where something stands between. Its own by default. */
  readonly knownAs?: (port: number) => number;
  /** Where data and logs stand; one that goes with `stop()` by default. */
  readonly folder?: string;
  readonly say?: (line: string) => void;
}

export interface RunningKafka {
  /** `127.0.0.1:1,127.0.0.1:2`, as KAFKA_BROKERS wants it. */
  readonly addresses: string;
  /** The same brokers behind TLS and a password (PLAIN, SCRAM-SHA-256, SCRAM-SHA-512). */
  readonly secured: { readonly addresses: string; readonly username: string; readonly password: string; readonly certificate: string };
  readonly brokers: readonly EngineMember[];
  /** Ends every broker. */
  stop(): Promise<void>;
}

const HINT = 'it comes with Java';

/** Starts Kafka brokers (KRaft, each its own controller) on this machine and waits until they answer. Fails with `CannotBeHad` where none can be had. */
export async function startKafka(options: KafkaOptions = {}): Promise<RunningKafka> {
  const jars = await bringKafka(options.say);
  const count = options.brokers ?? 1;
  const free = await freePorts(count * 3);
  const nodes = Array.from({ length: count }, (_, at): KafkaNode => {
    const [port, securePort, controllerPort] = free.slice(at * 3) as [number, number, number];
    const own = options.ports?.[at] ?? port;
    return { id: at + 1, port: own, knownAs: options.knownAs?.(own) ?? own, securePort, controllerPort };
  });
  const place = await enginesFolder('kafka', options.folder);
  const certificate = await makeKeyStore(place.folder);
  const cluster = await clusterIdOf(place.folder);
  const brokers = nodes.map((node) => createBroker(node, nodes, { jars, folder: place.folder, cluster }));
  const stop = await startMembers(brokers, place);
  const addresses = (portOf: (node: KafkaNode) => number) => nodes.map((node) => `127.0.0.1:${portOf(node)}`).join(',');
  return { addresses: addresses(({ knownAs }) => knownAs), secured: { addresses: addresses(({ securePort }) => securePort), ...KAFKA_USER, certificate }, brokers, stop };
}

function createBroker(node: KafkaNode, nodes: readonly KafkaNode[], on: { jars: string; folder: string; cluster: string }): EngineMember {
  const folder = join(on.folder, `broker-${node.id}`);
  const settings = join(folder, 'server.properties');
  const data = join(folder, 'data');
  const format = async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(settings, kafkaProperties(node, nodes, { data, keyStore: join(on.folder, 'keys.p12') }));
    if (existsSync(data)) return;
    const users = ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((kind) => ['--add-scram', `${kind}=[name=${KAFKA_USER.username},password=${KAFKA_USER.password}]`]);
    await runCommand('java', ['-Xmx128m', '-XX:TieredStopAtLevel=1', '-cp', `${on.jars}/*`, 'kafka.tools.StorageTool', 'format', `--cluster-id=${on.cluster}`, '-c', settings, ...users], { hint: HINT });
  };
  return createMember({
    name: 'Kafka',
    port: node.port,
    async launch() {
      await format();
      return startEngineProcess('java', ['-Xms128m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', `${on.jars}/*`, 'kafka.Kafka', settings], join(folder, 'kafka.log'));
    },
    answers: () => kafkaAnswers(node.port),
  });
}

async function clusterIdOf(folder: string): Promise<string> {
  const file = join(folder, 'cluster-id');
  if (!existsSync(file)) await writeFile(file, randomBytes(16).toString('base64url'));
  return readFile(file, 'utf8');
}

/** A key of its own for the secured listener, and the certificate by which clients know it (PEM). */
async function makeKeyStore(folder: string): Promise<string> {
  const store = ['-keystore', join(folder, 'keys.p12'), '-storetype', 'PKCS12', '-storepass', KEY_STORE_PASSWORD, '-alias', 'kafka'];
  if (!existsSync(join(folder, 'keys.p12'))) {
    await runCommand('keytool', ['-genkeypair', ...store, '-keyalg', 'EC', '-groupname', 'secp256r1', '-dname', 'CN=127.0.0.1', '-ext', 'SAN=IP:127.0.0.1,DNS:localhost', '-validity', '3650'], { hint: HINT });
  }
  const text = await runCommand('keytool', ['-exportcert', '-rfc', ...store], { hint: HINT });
  return /-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/.exec(text)?.[0] ?? '';
}
