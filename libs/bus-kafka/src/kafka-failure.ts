import { AppError, engineTrouble } from '@portal-sync/kernel';
import type { KafkaAccess } from './kafka-access.ts';
import { placeOf } from './kafka-access.ts';

/** A failure of kafkajs as our `unavailable` (or `too-large`), in one sentence for an operator: what, where, why; never a password. */
export function kafkaFailure(error: unknown, access: KafkaAccess): AppError {
  if (error instanceof AppError) return error;
  const chain = causes(error);
  const has = (...words: readonly string[]) => chain.some((each) => words.some((word) => each.name === word || each.type === word));
  const place = placeOf(access);
  if (has('MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE')) {
    return new AppError('too-large', { detail: `Kafka at ${place} takes no message of this size: raise max.message.bytes.`, cause: error });
  }
  const [why, reason] = has('KafkaJSSASLAuthenticationError', 'SASL_AUTHENTICATION_FAILED', 'ILLEGAL_SASL_STATE', 'UNSUPPORTED_SASL_MECHANISM')
    ? ['refused the user name or password', 'Kafka refuses the user name or password']
    : has('TOPIC_AUTHORIZATION_FAILED', 'GROUP_AUTHORIZATION_FAILED', 'CLUSTER_AUTHORIZATION_FAILED')
      ? ['does not let this user do that', 'Kafka does not let this user work']
      : has('KafkaJSNotImplemented')
        ? [`holds records that cannot be read here: ${reasonIn(chain)}`, 'Kafka holds records that cannot be read']
        : [`could not be used: ${reasonIn(chain)}`, 'Kafka cannot be reached'];
  return engineTrouble({ sentence: `Kafka at ${place} ${why}.`, reason: reason as string, cause: error });
}

interface Named {
  readonly name: string;
  readonly message: string;
  readonly type?: string;
}

function causes(error: unknown): readonly Named[] {
  const found: Named[] = [];
  for (let each: unknown = error; each instanceof Error && found.length < 10; each = (each as { cause?: unknown; originalError?: unknown }).cause ?? (each as { originalError?: unknown }).originalError) {
    found.push(each);
    if ('errors' in each && Array.isArray(each.errors)) found.push(...(each.errors as Named[]));
  }
  return found;
}

const reasonIn = (chain: readonly Named[]): string => (chain.at(-1)?.message ?? 'no reason given').replace(/\.$/, '').slice(0, 300);
