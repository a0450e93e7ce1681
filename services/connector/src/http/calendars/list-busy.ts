import { agencyCaller, seenBy } from '@portal-sync/auth';
import { busyAnswer, busyQuery, type AgencyCaller, type UserCard } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import type { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { canNotify } from '../../domain/pull-plan.ts';
import { userCards } from '../../repos/cards.ts';
import { findBusy } from '../../repos/find-busy.ts';
import { findStale } from '../../repos/find-stale.ts';
import { sharingOf } from '../../repos/sharing-of.ts';
import { ALL_PEOPLE, confinesOf } from '../who.ts';

/** The longest span that is answered at once. */
const MOST_MS = 100 * 24 * 60 * 60 * 1000;

type Busy = z.output<typeof busyAnswer>;

export const listBusy = defineRoute({
  id: 'listBusy',
  method: 'GET',
  path: '/v1/busy',
  summary: "Time taken by what stands in people's Google calendars",
  who: ALL_PEOPLE,
  query: busyQuery,
  answers: { 200: busyAnswer },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const span = { from: Date.parse(request.query.from), to: Date.parse(request.query.to) };
    if (!(span.to > span.from) || span.to - span.from > MOST_MS) {
      throw new AppError('bad-request', { issues: [{ path: 'query.to', message: 'must be after from, by at most 100 days' }] });
    }
    const people = await peopleAskedFor(deps, confinesOf(request), request.query.userId);
    const answers = await Promise.all(people.map((person) => busyOf(deps, caller, person, span)));
    return {
      status: 200,
      body: {
        blocks: answers.flatMap(({ blocks }) => blocks).sort((a, b) => (a.startsAt - b.startsAt) || (a.id < b.id ? -1 : 1)).map(({ startsAt: _, ...block }) => block),
        staleCalendarIds: [...new Set(answers.flatMap(({ staleCalendarIds }) => staleCalendarIds))],
      },
    };
  },
});

async function peopleAskedFor(deps: Deps, { agencyId, userId: own }: { agencyId: string; userId: string | undefined }, userId: string | undefined) {
  const wanted = own ?? userId;
  if (own !== undefined && userId !== undefined && userId !== own) throw new AppError('not-found');
  if (wanted === undefined) return (await deps.store.find(userCards, { index: 'byAgency', equals: [agencyId], limit: 1000 })).items;
  const person = await deps.store.get(userCards, `${agencyId}/${wanted}`);
  if (person === undefined && own === undefined) throw new AppError('not-found');
  return person === undefined ? [] : [person];
}

async function busyOf(deps: Deps, caller: AgencyCaller, person: UserCard, span: { from: number; to: number }) {
  const ofClient = person.role === 'client' || person.role === 'prospect';
  const record = { kind: 'busy-block', agencyId: person.agencyId, userIds: [person.id], contactId: null, fromGoogle: true, ofClient } as const;
  const seenAs = seenBy(caller, record, await sharingOf(deps.store, person.agencyId, person.id));
  if (seenAs === 'nothing') return { blocks: [], staleCalendarIds: [] };
  const blocks = await findBusy(deps.store, person.agencyId, person.id, span);
  return {
    blocks: blocks.map(({ id, userId, googleCalendarId, when, title, reason, startsAt }): Busy['blocks'][number] & { startsAt: number } => ({
      id, userId, googleCalendarId, when, startsAt,
      title: seenAs === 'details' ? title : null,
      reason: seenAs === 'details' ? reason : 'busy',
    })),
    staleCalendarIds: await findStale(deps.store, person.agencyId, person.id, {
      canNotify: canNotify(deps.settings.NOTIFY_URL, deps.settings.GOOGLE_API_ROOT),
      reconcileSeconds: deps.settings.CONNECTOR_RECONCILE_MINUTES * 60,
      now: deps.clock.now(),
    }),
  };
}
