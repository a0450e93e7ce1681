import type { Bus, Subscription } from '@portal-sync/bus';
import { AppError, createTrouble, engineTrouble, keepTrying, reasonOf } from '@portal-sync/kernel';
import type { EngineDeps } from './engines.ts';

export interface PatientBusOptions extends EngineDeps {
  /** What is opened, for lines and reasons: `Kafka at kafka-1:9092` and `Kafka`. */
  readonly place: string;
  readonly engine: string;
  open(): Promise<Bus>;
}

/**
 * A bus at once, whose engine may come later: until then it is `away` and says why, publishing fails with `unavailable` (the outbox keeps
 * what is sent), and subscriptions wait. Settings that no waiting mends end the waiting too: it stays `away` and every call says so.
 */
export function openPatientBus({ place, engine, open, ...deps }: PatientBusOptions): Bus {
  const { clock, log } = deps;
  const stopping = new AbortController();
  const beganAt = clock.now();
  let failure: AppError = engineTrouble({ sentence: `${place} has not answered yet.`, reason: `${engine} has not answered yet` });
  let bus: Bus | undefined;

  const attempt = async (): Promise<Bus> => {
    try {
      return await open();
    } catch (error) {
      failure = error instanceof AppError ? error : new AppError('internal', { cause: error });
      throw error;
    }
  };
  const trouble = createTrouble({ clock, log, well: `${place} is there` });
  const opened = keepTrying(attempt, { ...deps, trouble, signal: stopping.signal, noAnswer: failure.message }).then(
    (found) => {
      bus = found;
      return found;
    },
    (error: unknown) => {
      if (!stopping.signal.aborted) log.error({ error }, 'the bus cannot be opened');
      return undefined;
    },
  );
  const refuseWhenClosed = (): void => {
    if (stopping.signal.aborted) throw new AppError('unavailable', { detail: 'The bus is closed.' });
  };

  return {
    async publish(messages) {
      refuseWhenClosed();
      if (bus === undefined) throw failure;
      await bus.publish(messages);
    },

    /** Resolves at once: who subscribes must not wait for an engine, or for a group to form. */
    async subscribe(subscription: Subscription) {
      refuseWhenClosed();
      void opened
        .then(async (found) => {
          if (!stopping.signal.aborted) await found?.subscribe(subscription);
        })
        .catch((error: unknown) => log.error({ error, group: subscription.group }, 'a group could not be subscribed'));
    },

    health() {
      if (bus !== undefined) return bus.health();
      const lastProgressAgeMs = clock.now() - beganAt;
      return stopping.signal.aborted ? { state: 'closed', lastProgressAgeMs, lag: {} } : { state: 'away', reason: reasonOf(failure), lastProgressAgeMs, lag: {} };
    },

    groupLag: async (group) => bus?.groupLag?.(group),

    async close(options) {
      stopping.abort();
      await (await opened)?.close(options);
    },
  };
}
