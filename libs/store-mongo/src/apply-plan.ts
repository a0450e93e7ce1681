import type mongoose from 'mongoose';
import { AppError } from '@portal-sync/kernel';
import { CommitConflict } from '@portal-sync/store/engine';
import type { CollectionPlan, Step } from './commit-plan.ts';
import { newDocument, putChange, replaceChange } from './documents.ts';
import type { Documents } from './documents.ts';
import { isKeyTaken, isTaken, isWriteConflict } from './mongo-error.ts';
import { asSeen, newId, type StoredDocument } from './stored-document.ts';

type Operation = mongoose.mongo.AnyBulkWriteOperation<StoredDocument>;

/** Writes one collection's part of a commit, inside `session`'s transaction, or by itself where it is a single step. Fails with `CommitConflict`. */
export async function applyPlan(documents: Documents, { collection, steps }: CollectionPlan, session?: mongoose.ClientSession): Promise<void> {
  const options = session === undefined ? {} : { session };
  const write = (group: readonly Step[]) => documents.stored(collection).bulkWrite(group.flatMap(operationsFor), options);
  // Removals that need nothing to be there go alone: the others are known to have met their document by counting.
  const blind = steps.filter((step) => step.kind === 'remove');
  const exact = steps.filter((step) => step.kind !== 'remove');
  try {
    if (blind.length > 0) await write(blind);
    if (exact.length === 0) return;
    const result = await write(exact);
    if (result.matchedCount + result.upsertedCount < countOf(exact, ['guard', 'replace', 'put'])) throw new CommitConflict();
    if (result.deletedCount < countOf(exact, ['remove-seen', 'keep-free'])) throw new CommitConflict();
  } catch (error) {
    // Taken by key: it appeared since it was read, so run again. Taken in a unique index: running again would not help.
    if (isWriteConflict(error) || isKeyTaken(error)) throw new CommitConflict();
    if (isTaken(error)) throw new AppError('already-exists');
    throw error;
  }
}

const countOf = (steps: readonly Step[], kinds: readonly Step['kind'][]): number => steps.filter((step) => kinds.includes(step.kind)).length;

function operationsFor(step: Step): readonly Operation[] {
  switch (step.kind) {
    case 'keep-free':
      return [{ insertOne: { document: { _id: step.key, born: newId(), version: 0, doc: {} } } }, { deleteOne: { filter: { _id: step.key } } }];
    case 'remove':
      return [{ deleteOne: { filter: { _id: step.key } } }];
    case 'remove-seen':
      return [{ deleteOne: { filter: asSeen(step.seen) } }];
    case 'guard':
      return [{ updateOne: { filter: asSeen(step.seen), update: { $inc: { guards: 1 } } } }];
    case 'replace':
      return [{ updateOne: { filter: asSeen(step.seen), update: replaceChange(step.text) } }];
    case 'put':
      return [{ updateOne: { filter: { _id: step.key }, update: putChange(step.text), upsert: true } }];
    case 'insert':
      return [{ insertOne: { document: newDocument(step.key, step.text) } }];
  }
}
