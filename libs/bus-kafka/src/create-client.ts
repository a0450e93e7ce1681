import type { Log } from '@portal-sync/kernel';
import kafkajs from 'kafkajs';
import type { Kafka, LogEntry } from 'kafkajs';
import type { KafkaAccess } from './kafka-access.ts';
import { restWhenIdle } from './rest-when-idle.ts';

/** Requests that got no answer for this long have failed. */
const REQUEST_MS = 15_000;
const CONNECT_MS = 3_000;

/** A kafkajs client. What it says goes to our log: what it retries by itself is its own business and stays at debug. */
export function createClient(access: KafkaAccess, clientId: string, log: Log): Kafka {
  const { sasl, tls } = access;
  restWhenIdle();
  return new kafkajs.Kafka({
    clientId,
    brokers: [...access.brokers],
    requestTimeout: REQUEST_MS,
    connectionTimeout: CONNECT_MS,
    authenticationTimeout: REQUEST_MS,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 },
    logLevel: kafkajs.logLevel.WARN,
    logCreator: () => (entry) => write(entry, log),
    ...(tls === undefined ? {} : { ssl: tls.ca === undefined ? true : { ca: [tls.ca] } }),
    ...(sasl === undefined ? {} : { sasl: { mechanism: sasl.mechanism as 'plain', username: sasl.username, password: sasl.password.reveal() } }),
  });
}

function write({ namespace, level, log: { message, groupId, error } }: LogEntry, log: Log): void {
  const fields = { part: 'kafkajs', namespace, ...(groupId === undefined ? {} : { group: groupId as string }), ...(error === undefined ? {} : { reason: String(error) }) };
  // Errors are told by those who called: they know whether somebody tries again.
  if (level === kafkajs.logLevel.NOTHING) return;
  log.debug(fields, message);
}
