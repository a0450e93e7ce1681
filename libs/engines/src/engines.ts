import type { Bus } from '@portal-sync/bus';
import type { Clock, Log, Random, Timers } from '@portal-sync/kernel';
import type { OpenStore } from '@portal-sync/store';

export interface EngineDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

export interface Engines {
  /** Opens a service's store, with the collections that a bus keeps in it, and lets the bus carry its messages. */
  readonly openStore: OpenStore;
  readonly bus: Bus;
  /** Services that are at work on these engines now, in whatever process; always none where a process has its engines to itself. */
  readonly atWork: () => Promise<readonly string[]>;
  /** Stops the bus, then closes every store it opened. */
  close(options?: { drainMs?: number }): Promise<void>;
}
