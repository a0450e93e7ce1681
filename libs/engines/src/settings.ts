import { Secret } from '@portal-sync/kernel';
import { z } from 'zod';

const secret = () => z.string().min(1).meta({ secret: true }).transform((value) => new Secret(value));
const flag = () => z.stringbool().default(false);
const name = () => z.string().min(1).optional();

const brokers = z
  .string()
  .transform((text) => text.split(',').map((each) => each.trim()).filter((each) => each !== ''))
  .refine((list) => list.length > 0 && list.every((each) => /^[^\s:]+:\d{1,5}$/.test(each)), 'a list of host:port, with commas');

/** What a service's process is told of its engines. */
export const engineSettings = z.object({
  DATA_FOLDER: z.string().default('.data').describe('Folder of the embedded store; used where neither MONGO_URL nor KAFKA_BROKERS is set.'),
  MONGO_URL: secret().optional().describe('MongoDB: `mongodb://` or `mongodb+srv://`, a replica set. User and password may stand beside it instead.'),
  MONGO_USERNAME: name().describe('User at MongoDB.'),
  MONGO_PASSWORD: secret().optional().describe('Its password.'),
  MONGO_TLS: flag().describe('Talk to MongoDB by TLS.'),
  MONGO_TLS_CA_FILE: name().describe('PEM file: whom to trust instead of the system.'),
  MONGO_TLS_KEY_FILE: name().describe('PEM file: a certificate of our own, with its key.'),
  MONGO_PREFIX: z.string().regex(/^\w*$/).default('portal_sync_').describe('Stands before the names of databases.'),
  KAFKA_BROKERS: brokers.optional().describe('Kafka: `host:port`, several with commas.'),
  KAFKA_TLS: flag().describe('Talk to Kafka by TLS.'),
  KAFKA_TLS_CA_FILE: name().describe('PEM file: whom to trust instead of the system.'),
  KAFKA_SASL: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).default('scram-sha-512').describe('How the password is shown, where KAFKA_USERNAME is set.'),
  KAFKA_USERNAME: name().describe('User at Kafka.'),
  KAFKA_PASSWORD: secret().optional().describe('Its password.'),
  KAFKA_PREFIX: z.string().regex(/^[\w.-]*$/).default('portal-sync.').describe('Stands before the names of topics and groups.'),
  KAFKA_REPLICAS: z.coerce.number().int().min(1).max(9).optional().describe("Copies of every record in topics that we make; the cluster's own number when not set."),
});

export type EngineSettings = z.output<typeof engineSettings>;
