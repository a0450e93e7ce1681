import { seenBy } from '@portal-sync/auth';
import type { Caller, Decision } from '@portal-sync/contracts';
import { decisionView } from '../domain/decision-view.ts';
import { decisionOf, type StoredDecision } from '../repos/decisions.ts';

/**
 * A decision as this caller sees it; empty when not at all. It tells what stood in somebody's Google calendar, so it is seen as a record of
 * a run is. The person's wish to share details is the connector's to know; here the default holds.
 */
export function showDecision(stored: StoredDecision, caller: Caller): readonly Decision[] {
  const { agencyId, userId } = stored;
  const seen = seenBy(caller, { kind: 'run-record', agencyId, userIds: [userId], contactId: null, fromGoogle: true, ofClient: false });
  return seen === 'nothing' ? [] : [decisionView(decisionOf(stored), seen)];
}

export const isOwn = (caller: Caller, stored: StoredDecision): boolean => caller.kind === 'user' && caller.userId === stored.userId;
