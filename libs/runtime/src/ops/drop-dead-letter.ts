import { deadLetters } from '@portal-sync/bus';
import { deadLetterRow } from '@portal-sync/contracts';
import { defineRoute, type Route } from '../route.ts';
import type { OperatorParts } from './operator-parts.ts';
import { drop } from './settle-letter.ts';
import { letterParams, letterPath } from './show-dead-letter.ts';
import { shownLetter } from './shown-letter.ts';

export const dropDeadLetterRoute = ({ store, clock, log }: OperatorParts): Route<unknown> =>
  defineRoute({
    id: 'dropDeadLetter',
    method: 'POST',
    path: `${letterPath}/drop`,
    summary: 'Gives a message up: it will not be handled',
    who: 'operator',
    params: letterParams,
    answers: { 200: deadLetterRow },
    async handle({ params }) {
      const letter = await store.update(deadLetters, params.letterId, (standing) => drop(standing, clock.now()));
      log.warn({ letterId: letter.id, type: letter.type }, 'an operator dropped a dead letter');
      return { status: 200, body: shownLetter(letter) };
    },
  });
