import type { Bus, BusHealth } from '@portal-sync/bus';
import { engineTrouble, reasonOf, type Log, type Timers } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import type { Relay } from '../messages/relay.ts';
import type { DueWorker } from '../workers/due-worker.ts';
import type { Check, Checks } from './health.ts';

export interface HealthParts {
  readonly store: Store;
  readonly bus: Bus;
  readonly timers: Timers;
  readonly log: Log;
  /** `started` only while it works: not before, and no more once it stops. */
  readonly state: () => 'new' | 'started' | 'stopping';
  readonly relay: () => Relay | undefined;
  readonly workers: () => ReadonlyMap<string, DueWorker>;
  /** Further conditions for taking requests. */
  readonly more?: Checks | undefined;
}

/** No progress for this long: something is wrong, ms. */
const STUCK_MS = 60_000;
/** A store that answers no ping in this time is as good as away, ms. */
const PING_MS = 2_000;

const stuck = ({ state }: BusHealth): boolean => state === 'stuck' || state === 'closed';
const within = (name: string, ageMs: number, limitMs = STUCK_MS): Check => ({ name, ok: ageMs < limitMs, detail: `${Math.round(ageMs / 1000)} s` });

/**
 * Whether a service makes progress (`live`) and should be sent requests (`ready`), from the age of what was really done.
 * `live` fails only where a restart can help: not when the store or the network is away. `ready` says that too. What turns is logged once, with its detail.
 */
export function createServiceHealth(parts: HealthParts): { readonly live: Checks; readonly ready: Checks } {
  const told = createTeller(parts.log);

  const pingStore = async (): Promise<Check> => {
    let cancel = (): void => undefined;
    const late = new Promise<never>((_resolve, reject) => {
      cancel = parts.timers.after(PING_MS, () => reject(engineTrouble({ sentence: `no answer within ${PING_MS} ms`, reason: 'the store does not answer' })));
    });
    try {
      await Promise.race([parts.store.ping(), late]);
      return { name: 'store', ok: true };
    } catch (error) {
      return { name: 'store', ok: false, detail: error instanceof Error ? error.message : 'no answer', reason: reasonOf(error) };
    } finally {
      cancel();
    }
  };
  const busCheck = (): Check => {
    const health = parts.bus.health();
    return { name: 'bus', ok: parts.state() !== 'started' || !stuck(health), detail: JSON.stringify(health) };
  };
  /** Whoever cannot send messages or take them does not do its work, though what it accepts is kept. */
  const busThere = (): Check => {
    const { state, reason } = parts.bus.health();
    const check = busCheck();
    return parts.state() === 'started' && state === 'away' ? { ...check, ok: false, ...(reason === undefined ? {} : { reason }) } : check;
  };
  const relayCheck = (age: (relay: Relay) => number): Check => {
    const relay = parts.relay();
    return within('relay', relay === undefined ? 0 : age(relay));
  };
  /** A bus that says nothing at all keeps a look waiting for longer than a minute. */
  const relayHangs = (): Check => {
    const check = relayCheck((relay) => relay.lastLookAgeMs());
    return parts.bus.health().state === 'away' ? { ...check, ok: true } : check;
  };
  const workerChecks = (look: (worker: DueWorker) => boolean): Check => {
    const still = [...parts.workers()].filter(([, worker]) => !look(worker));
    return { name: 'workers', ok: still.length === 0, detail: JSON.stringify(still.map(([name, worker]) => ({ name, ...worker.health() }))) };
  };

  return {
    async live() {
      const bus = busCheck();
      return told('live', [
        bus.ok || (await pingStore()).ok ? bus : { ...bus, ok: true },
        relayHangs(),
        workerChecks((worker) => {
          const { lastLookAgeMs, oldestRunMs, running, stuckAfterMs } = worker.health();
          return Math.max(lastLookAgeMs, oldestRunMs) < (running > 0 ? Math.max(STUCK_MS, stuckAfterMs) : STUCK_MS);
        }),
      ]);
    },
    async ready() {
      return told('ready', [
        { name: 'started', ok: parts.state() === 'started' },
        await pingStore(),
        busThere(),
        relayCheck((relay) => relay.lastProgressAgeMs()),
        workerChecks((worker) => {
          const { lastProgressAgeMs, running } = worker.health();
          return running > 0 || lastProgressAgeMs < STUCK_MS;
        }),
        ...((await parts.more?.()) ?? []),
      ]);
    },
  };
}

/** Logs a check when it turns, not at every look: callers see only whether it is well, the log says why not. */
function createTeller(log: Log) {
  const failing = new Set<string>();
  return (kind: 'live' | 'ready', checks: readonly Check[]): readonly Check[] => {
    for (const { name, ok, detail } of checks) {
      const key = `${kind} ${name}`;
      if (!ok && !failing.has(key)) log.warn({ probe: kind, check: name, detail }, 'a health check fails');
      if (ok && failing.has(key)) log.info({ probe: kind, check: name }, 'a health check is well again');
      if (ok) failing.delete(key);
      else failing.add(key);
    }
    return checks;
  };
}
