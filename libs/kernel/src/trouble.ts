import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** Tells of trouble that lasts without filling the log: at once, then ever more rarely, and once when it is over. */
export interface Trouble {
  /** Tries failed, and this is why: a sentence for an operator. A new sentence is told at once. */
  met(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  /** It is over; says so where trouble was told of. */
  over(): void;
  /** The newest sentence while it lasts. */
  now(): string | undefined;
}

export interface TroubleOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** What passes within this time is not worth a line, ms; default 0. */
  readonly quietMs?: number;
  /** The line that says that it is over. */
  readonly well: string;
}

/** Waits between two lines about the same trouble, ms; the last one again and again. */
const WAITS_MS = [10_000, 30_000, 60_000, 120_000, 300_000] as const;

export function createTrouble({ clock, log, quietMs = 0, well }: TroubleOptions): Trouble {
  let since: number | undefined;
  let sentence: string | undefined;
  let told: string | undefined;
  let lines = 0;
  let nextAt = 0;
  return {
    met(what, fields = {}) {
      const now = clock.now();
      since ??= now;
      sentence = what;
      if (now - since < quietMs || (what === told && now < nextAt)) return log.debug(fields, what);
      lines = what === told ? lines + 1 : 0;
      nextAt = now + (WAITS_MS[Math.min(lines, WAITS_MS.length - 1)] as number);
      told = what;
      log.warn(lines === 0 ? fields : { ...fields, forSeconds: Math.round((now - since) / 1_000) }, what);
    },
    over() {
      if (told !== undefined) log.info({ afterSeconds: Math.round((clock.now() - (since ?? 0)) / 1_000) }, well);
      since = sentence = told = undefined;
      lines = 0;
    },
    now: () => sentence,
  };
}
