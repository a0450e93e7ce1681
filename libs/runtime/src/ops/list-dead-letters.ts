import { deadLetters } from '@portal-sync/bus';
import { deadLetterPage, deadLetterState, pageQuery } from '@portal-sync/contracts';
import { z } from 'zod';
import { defineRoute, type Route } from '../route.ts';
import type { OperatorParts } from './operator-parts.ts';
import { shownLetter } from './shown-letter.ts';

export const listDeadLettersRoute = ({ store }: OperatorParts): Route<unknown> =>
  defineRoute({
    id: 'listDeadLetters',
    method: 'GET',
    path: '/internal/ops/dead-letters',
    summary: 'Messages that could not be handled, the newest first',
    who: 'operator',
    query: z.strictObject({ ...pageQuery, state: deadLetterState.default('dead') }),
    answers: { 200: deadLetterPage },
    async handle({ query: { state, limit, cursor } }) {
      const page = await store.find(deadLetters, { index: 'byState', equals: [state], order: 'desc', limit, cursor });
      return { status: 200, body: { ...page, items: page.items.map(shownLetter) } };
    },
  });
