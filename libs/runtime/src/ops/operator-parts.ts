import type { Bus } from '@portal-sync/bus';
import type { Clock, Log } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import type { MessageHandler } from '../messages/consume.ts';
import type { DueWork, DueWorker } from '../workers/due-worker.ts';
import type { WorkDocument } from './work-items.ts';

/** What the operator routes of a service look at. */
export interface OperatorParts {
  /** The service's name; its group on the bus too. */
  readonly name: string;
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly handlers: readonly MessageHandler[];
  readonly works: readonly Pick<DueWork<WorkDocument>, 'collection' | 'leaseMs' | 'exhausted'>[];
  /** Running workers of this process, by collection. */
  readonly workers: () => ReadonlyMap<string, DueWorker>;
}
