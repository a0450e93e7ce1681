import type { Random, Timers } from '@portal-sync/kernel';
import { backoffMs, sleep } from '@portal-sync/kernel';

/** Waits before another try: the longer the more have failed, and never as long as somebody else who waits. */
export type Wait = (failures: number, capMs: number) => Promise<void>;

export const createWait =
  (timers: Timers, random: Random): Wait =>
  (failures, capMs) =>
    sleep(timers, backoffMs(failures, random.unit(), { baseMs: 2, capMs }));
