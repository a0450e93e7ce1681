import type { Log } from '@portal-sync/kernel';
import type { CommitHint, OnCommit } from '../outbox.ts';

/** Tells listeners after a commit, outside of it: one that throws harms neither the commit nor the others. */
export function createCommitHints(log: Log): { onCommit: OnCommit; tell: (hints: readonly CommitHint[]) => void } {
  const listeners = new Set<(hint: CommitHint) => void>();
  const tellOne = (listener: (hint: CommitHint) => void, hint: CommitHint) => {
    try {
      listener(hint);
    } catch (error) {
      log.error({ error }, 'a listener to commits failed');
    }
  };
  return {
    onCommit(listener) {
      // Wrapped, so that the same function may listen twice and be cancelled once.
      const own = (hint: CommitHint) => listener(hint);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    tell(hints) {
      const all: CommitHint = {
        collections: new Set(hints.flatMap((hint) => [...hint.collections])),
        sent: hints.some((hint) => hint.sent),
      };
      queueMicrotask(() => {
        for (const listener of [...listeners]) tellOne(listener, all);
      });
    },
  };
}
