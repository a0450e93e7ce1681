import type { Deps } from '../deps.ts';
import { sessions } from '../repos/sessions.ts';

/** Ends one session, and its live updates. Ending it again does no harm. */
export async function endSession(deps: Pick<Deps, 'store' | 'live'>, sessionId: string): Promise<void> {
  await deps.store.remove(sessions, sessionId);
  await deps.live.end({ sessionId });
}

/** The ids of the sessions at an agency, or of one person there. */
export async function sessionIdsOf(deps: Pick<Deps, 'store'>, agencyId: string, userId?: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = userId === undefined ? ({ index: 'byAgency', equals: [agencyId] } as const) : ({ index: 'byUser', equals: [agencyId, userId] } as const);
    const page = await deps.store.find(sessions, { ...query, limit: 500, cursor });
    ids.push(...page.items.map((session) => session.id));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
}
