import { eventsToJudge, eventsToJudgeAnswer } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import type { Deps } from '../../deps.ts';
import { eventsToJudge as readEventsToJudge } from '../../repos/events-to-judge.ts';

export const readEvents = defineRoute({
  id: 'readEvents',
  method: 'POST',
  path: '/internal/events/read',
  summary: 'Google events to judge, with the policy that applies',
  who: 'service',
  body: eventsToJudge,
  answers: { 200: eventsToJudgeAnswer },
  async handle({ body }, deps: Deps) {
    const agency = await deps.agencies.get(body.agencyId);
    return { status: 200, body: { events: agency === undefined ? [] : await readEventsToJudge(deps.store, agency, body.eventIds) } };
  },
});
