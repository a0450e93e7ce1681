import { AppError } from '@portal-sync/kernel';
import { toAppError } from './mongo-error.ts';

/** Runs an operation on the database: refused once the store is closed, its failures in our words. */
export type Use = <T>(operate: () => Promise<T>) => Promise<T>;

/** The gate of a store: all operations pass it, so that closing can wait for those under way. */
export interface StoreGate {
  readonly use: Use;
  /** Lets nothing more in and waits for what is in; false when it was closed before. */
  close(): Promise<boolean>;
}

export function createStoreGate(): StoreGate {
  const running = new Set<Promise<unknown>>();
  let closed = false;
  return {
    async use(operate) {
      if (closed) throw new AppError('unavailable', { detail: 'The store is closed.' });
      const run = operate();
      running.add(run);
      try {
        return await run;
      } catch (error) {
        throw toAppError(error);
      } finally {
        running.delete(run);
      }
    },
    async close() {
      if (closed) return false;
      closed = true;
      await Promise.allSettled(running);
      return true;
    },
  };
}
