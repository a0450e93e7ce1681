import type { CollectionShape } from '@portal-sync/store';
import type { BufferedDocument, Changes } from '@portal-sync/store/engine';
import type { Row } from './stored-document.ts';

/** What a commit does to one document. A step on a seen document needs it as it was seen. */
export type Step =
  /** The key must be free. It is inserted and removed again, because only a write meets another transaction's write. */
  | { readonly kind: 'keep-free'; readonly key: string }
  | { readonly kind: 'remove'; readonly key: string }
  | { readonly kind: 'remove-seen'; readonly seen: Row }
  /** The document must be as seen: written to without changing it, for the same reason. */
  | { readonly kind: 'guard'; readonly seen: Row }
  | { readonly kind: 'replace'; readonly seen: Row; readonly text: string }
  | { readonly kind: 'put'; readonly key: string; readonly text: string }
  | { readonly kind: 'insert'; readonly key: string; readonly text: string };

/** What a commit does to one collection. */
export interface CollectionPlan {
  readonly collection: CollectionShape;
  readonly steps: readonly Step[];
}

/** Removals first: they may free a value of a unique index for another document. Same kinds together: they become one command. */
const ORDER: readonly Step['kind'][] = ['keep-free', 'remove', 'remove-seen', 'guard', 'replace', 'put', 'insert'];

/** The steps of a commit by collection. Collections stand in one order for everybody, so that two commits that meet do so early. */
export function planCommit(changes: Changes<Row>): readonly CollectionPlan[] {
  const plans = new Map<string, { collection: CollectionShape; steps: Step[] }>();
  for (const document of changes.documents) {
    const step = stepFor(document);
    if (step === undefined) continue;
    const { collection } = document;
    const plan = plans.get(collection.name) ?? { collection, steps: [] };
    plans.set(collection.name, plan);
    plan.steps.push(step);
  }
  const inOrder = ({ collection, steps }: CollectionPlan) => ({ collection, steps: steps.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)) });
  return [...plans.values()].map(inOrder).toSorted((a, b) => (a.collection.name < b.collection.name ? -1 : 1));
}

function stepFor({ key, seen, guarded, write }: BufferedDocument<Row>): Step | undefined {
  if (write === undefined) return guarded ? unchanged(key, seen) : undefined;
  // Written and taken back within the transaction: what was seen must still be so.
  if (write === null) return seen === undefined ? { kind: 'remove', key } : seen === null ? unchanged(key, seen) : { kind: 'remove-seen', seen };
  if (seen === undefined) return { kind: 'put', key, text: write };
  return seen === null ? { kind: 'insert', key, text: write } : { kind: 'replace', seen, text: write };
}

const unchanged = (key: string, seen: Row | null | undefined): Step => (seen ? { kind: 'guard', seen } : { kind: 'keep-free', key });

/** True when a plan changes what can be read. */
export const changesSomething = ({ steps }: CollectionPlan): boolean => steps.some(({ kind }) => kind !== 'guard' && kind !== 'keep-free');
