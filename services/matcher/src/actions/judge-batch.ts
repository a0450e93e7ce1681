import { eventsToJudgeAnswer } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Deps } from '../deps.ts';
import { seenBatches, type SeenBatch } from '../repos/seen-batches.ts';
import { judgeEvent } from './judge-event.ts';

/** Reads the events of one `event.seen` in one call, judges each as it is now, and notes that the batch is done. Safe to run twice. */
export async function judgeBatch(deps: Deps, batch: SeenBatch): Promise<{ nextAt: number | null }> {
  const { agencyId, eventIds } = batch;
  // Judged by a process that died before it could say so.
  if (batch.doneAt !== null) return { nextAt: null };
  const answer = await deps.connector.post('/internal/events/read', { agencyId, eventIds }, eventsToJudgeAnswer);
  if (answer === undefined) throw new AppError('upstream-failed', { cause: new Error('the connector does not know the route that reads events') });
  // An event that is not in the answer is gone: there is nothing to say about it.
  for (const event of answer.events) await judgeEvent(deps, agencyId, event);
  await deps.store.update(seenBatches, batch.id, (row) => ({ ...row, eventIds: [], doneAt: deps.clock.now() }));
  return { nextAt: null };
}
