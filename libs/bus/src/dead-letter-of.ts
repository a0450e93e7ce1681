import { AppError } from '@portal-sync/kernel';
import type { PlacedMessage } from '@portal-sync/store';
import type { DeadLetter } from './dead-letter.ts';

/** Longer reasons are cut: a foreign error may quote a whole document. */
const REASON_LENGTH = 300;

export const deadLetterId = (group: string, placed: PlacedMessage): string =>
  `${group}/${placed.owner}/${placed.partition}/${placed.position}`;

/** The record of a message that could not be handled. */
export function deadLetterOf(group: string, placed: PlacedMessage, failure: { error: unknown; attempts: number; at: number }): DeadLetter {
  const { attempts, at } = failure;
  return {
    id: deadLetterId(group, placed),
    group,
    owner: placed.owner,
    partition: placed.partition,
    position: placed.position,
    type: placed.message.type,
    message: placed.message,
    ...failureOf(failure.error),
    attempts,
    at,
    state: 'dead',
  };
}

/** Why a message failed, as a dead letter keeps it: a reason of limited length, and paths, never values. */
export const failureOf = (error: unknown): Pick<DeadLetter, 'reason' | 'issues'> => ({
  reason: reasonOf(error).slice(0, REASON_LENGTH),
  issues: error instanceof AppError ? error.issues.map(({ path, message }) => ({ path, message })) : [],
});

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : 'The handler threw something that is no error.';
}
