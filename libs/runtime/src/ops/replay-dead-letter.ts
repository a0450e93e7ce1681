import { deadLetters, failureOf, replayed, type DeadLetter } from '@portal-sync/bus';
import { deadLetterRow } from '@portal-sync/contracts';
import { AppError, type CloudEvent } from '@portal-sync/kernel';
import { defineRoute, type Route } from '../route.ts';
import type { OperatorParts } from './operator-parts.ts';
import { beginReplay, failedAgain } from './settle-letter.ts';
import { letterParams, letterPath } from './show-dead-letter.ts';
import { shownLetter } from './shown-letter.ts';

/** Handles a dead letter once more, by the service's own handler. One that fails again stays dead, with its newest reason. */
export const replayDeadLetterRoute = (parts: OperatorParts): Route<unknown> =>
  defineRoute({
    id: 'replayDeadLetter',
    method: 'POST',
    path: `${letterPath}/replay`,
    summary: 'Handles a message that could not be handled once more',
    who: 'operator',
    params: letterParams,
    answers: { 200: deadLetterRow },
    async handle({ params }) {
      const { store, clock, log } = parts;
      const letter = await store.update(deadLetters, params.letterId, (standing) => beginReplay(standing, clock.now()));
      const failure = await handleOnce(parts, letter);
      const settled = await store.update(deadLetters, letter.id, (standing) => (failure === undefined ? replayed(standing) : failedAgain(standing, failure)));
      log.warn({ letterId: letter.id, type: letter.type, state: settled.state, reason: failure?.reason }, 'an operator replayed a dead letter');
      if (failure !== undefined) throw new AppError('refused', { detail: `It failed again: ${failure.reason}`, issues: failure.issues, extra: { attempts: settled.attempts } });
      return { status: 200, body: shownLetter(settled) };
    },
  });

async function handleOnce({ handlers }: OperatorParts, letter: DeadLetter): Promise<Pick<DeadLetter, 'reason' | 'issues'> | undefined> {
  const handler = handlers.find(({ types }) => types.includes(letter.type));
  if (handler === undefined) return { reason: 'This service takes no such messages: drop it.', issues: [] };
  try {
    await handler.handle(letter.message as CloudEvent, { attempt: letter.attempts + 1, signal: new AbortController().signal });
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}
