import { AppError, createTrouble, type Cancel } from '@portal-sync/kernel';
import type { Running } from '../workers/running.ts';
import { publishOutbox, type CarrierDeps } from './publish-outbox.ts';
import { tellOfOutbox } from './tell-of-outbox.ts';

export type RelayDeps = CarrierDeps;

export interface Relay extends Running {
  /** Age of the last look after which nothing waited here, ms. Grows while the bus is down. */
  lastProgressAgeMs(): number;
  /** Age of the last look that ended, well or not, ms. Grows only when the relay hangs. */
  lastLookAgeMs(): number;
}

const POLL_MS = 1_000;
/** How soon to look again while another relay is at it: it may have looked before our message came. */
const ELSEWHERE_MS = 50;
/** A bus or a store that blinks is no line; nothing is lost, and the next try comes soon. */
const QUIET_MS = 1_000;
const RETRY_MS = { first: 200, last: 30_000 };

/**
 * Gets the outbox to the bus. Woken by commits that sent something; polling is the truth. How depends on the bus: one that holds messages
 * is brought them (`publishOutbox`), one that reads outboxes is told of them (`tellOfOutbox`).
 */
export function startRelay(deps: RelayDeps): Relay {
  const { store, bus, clock, timers } = deps;
  const log = deps.log.child({ part: 'relay' });
  const carry = bus.readsOutboxes === true ? tellOfOutbox(deps) : publishOutbox({ ...deps, log });
  const trouble = createTrouble({ clock, log, quietMs: QUIET_MS, well: 'messages are sent on again' });
  let stopped = false;
  let wanted = false;
  let current: Promise<void> | undefined;
  let cancelPoll: Cancel = () => undefined;
  let failures = 0;
  let progressAt = clock.now();
  let lookedAt = clock.now();

  /** Asked between two batches. */
  const goneOn = (): boolean => {
    progressAt = lookedAt = clock.now();
    return stopped;
  };
  const wake = (): void => {
    wanted = true;
    if (!stopped) current ??= run();
  };
  const run = async (): Promise<void> => {
    cancelPoll();
    let waitMs = POLL_MS;
    try {
      while (wanted) {
        wanted = false;
        waitMs = (await carry(goneOn)) === 'elsewhere' ? ELSEWHERE_MS : POLL_MS;
      }
      failures = 0;
      trouble.over();
      progressAt = clock.now();
    } catch (error) {
      waitMs = Math.min(RETRY_MS.last, RETRY_MS.first * 2 ** failures++);
      log.debug({ error, failures, waitMs }, 'relaying failed, trying again');
      trouble.met(`Messages are not sent on and wait: ${error instanceof AppError ? error.message : 'an error of ours'}`, { error });
    }
    current = undefined;
    lookedAt = clock.now();
    if (!stopped) cancelPoll = timers.after(waitMs, wake);
  };

  // While it fails, only its timer wakes it: a busy store must not become a storm on a bus that is down.
  const unlisten = store.onCommit((hint) => {
    if (hint.sent && failures === 0) wake();
  });
  wake();
  return {
    lastProgressAgeMs: () => clock.now() - progressAt,
    lastLookAgeMs: () => clock.now() - lookedAt,
    async stop() {
      unlisten();
      if (failures === 0) wake();
      stopped = true;
      await current;
      cancelPoll();
    },
  };
}
