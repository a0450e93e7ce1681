import type { Route } from '../route.ts';
import { dropDeadLetterRoute } from './drop-dead-letter.ts';
import { lagRoute } from './lag-route.ts';
import { listDeadLettersRoute } from './list-dead-letters.ts';
import { listWorkItemsRoute } from './list-work-items.ts';
import { listWorkRoute } from './list-work.ts';
import type { OperatorParts } from './operator-parts.ts';
import { redriveWorkRoute } from './redrive-work.ts';
import { replayDeadLetterRoute } from './replay-dead-letter.ts';
import { showDeadLetterRoute } from './show-dead-letter.ts';

/** The routes that every service has for whoever runs the product. They need a token of the operator's own and are never exposed by the gateway. */
export const operatorRoutes = (parts: OperatorParts): readonly Route<unknown>[] =>
  [
    listDeadLettersRoute, showDeadLetterRoute, replayDeadLetterRoute, dropDeadLetterRoute,
    listWorkRoute, listWorkItemsRoute, redriveWorkRoute, lagRoute,
  ].map((route) => route(parts));
