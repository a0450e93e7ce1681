import { deadLetters } from '@portal-sync/bus';
import { deadLetterDetails } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { z } from 'zod';
import { defineRoute, type Route } from '../route.ts';
import type { OperatorParts } from './operator-parts.ts';
import { letterDetails } from './shown-letter.ts';

/** The id of a dead letter holds slashes: percent-encoded in a path. */
export const letterPath = '/internal/ops/dead-letters/{letterId}';
export const letterParams = z.object({ letterId: z.string().min(1).max(300) });

export const showDeadLetterRoute = ({ store }: OperatorParts): Route<unknown> =>
  defineRoute({
    id: 'showDeadLetter',
    method: 'GET',
    path: letterPath,
    summary: 'One message that could not be handled, without its content',
    who: 'operator',
    params: letterParams,
    answers: { 200: deadLetterDetails },
    async handle({ params }) {
      const letter = await store.get(deadLetters, params.letterId);
      if (letter === undefined) throw new AppError('not-found', { detail: 'There is no such dead letter.' });
      return { status: 200, body: letterDetails(letter) };
    },
  });
