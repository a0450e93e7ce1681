/** One thing that goes wrong. Times are ms from the beginning of the storm. */
export type Fault =
  /** kill -9 of a process. */
  | { readonly kind: 'kill'; readonly atMs: number; readonly target: string }
  /** SIGSTOP of a process for longer than its leases last. */
  | { readonly kind: 'pause'; readonly atMs: number; readonly target: string; readonly forMs: number }
  /** Kafka ends, in order or by kill -9, and comes back. */
  | { readonly kind: 'kafka-restart'; readonly atMs: number; readonly hard: boolean; readonly forMs: number }
  /** The primary is killed -9 and comes back. */
  | { readonly kind: 'mongo-kill'; readonly atMs: number; readonly forMs: number }
  /** The primary gives up being it. */
  | { readonly kind: 'mongo-stepdown'; readonly atMs: number }
  /** Every connection over a link is reset. */
  | { readonly kind: 'reset'; readonly atMs: number; readonly target: string }
  /** The next answers over a link are lost: what they answer was done. */
  | { readonly kind: 'lost-answers'; readonly atMs: number; readonly target: string; readonly count: number }
  /** Nothing passes over a link, and nobody is told. */
  | { readonly kind: 'hole'; readonly atMs: number; readonly target: string; readonly forMs: number };

export type FaultKind = Fault['kind'];

export interface PlanOptions {
  readonly random: { unit(): number };
  readonly minutes: number;
  readonly kills: number;
  /** Processes that may be killed and paused, by name. */
  readonly processes: readonly string[];
  /** Links that may fail at any time. */
  readonly links: readonly string[];
  /** Links to engines, `kafka` and the members of `mongo`: they fail only while that engine is not down otherwise. */
  readonly engineLinks: readonly string[];
}

/** Leases last 15 s: whoever is paused for this long has lost them. */
const PAST_LEASES_MS = 17_000;
const MOST_PAUSE_MS = 24_000;
const PAUSE_SLOT_MS = 27_000;
/** Each engine has one fault at a time, and the time to come back: a set of three bears the loss of one, and one Kafka is all there is. Short storms hurry. */
const ENGINE_SLOT_MS = { most: 20_000, least: 11_000 };
/** In which order an engine is hit. */
const ENGINE_FAULTS = { kafka: ['kafka-restart', 'hole', 'kafka-restart', 'reset'], mongo: ['mongo-kill', 'mongo-stepdown', 'hole', 'reset'] } as const;
/** A process that was just started is killed again this often: starting must bear it too. */
const AGAIN_SHARE = 0.2;
/** Cut connections for each minute. */
const CUTS_PER_MINUTE = 8;

/** All faults of a storm in the order of their times: the same for the same random numbers. Pure. */
export function planFaults(options: PlanOptions): readonly Fault[] {
  const all = [...kills(options), ...pauses(options), ...engineFaults(options, 'kafka'), ...engineFaults(options, 'mongo'), ...cuts(options)];
  return all.toSorted((a, b) => a.atMs - b.atMs);
}

const lengthOf = ({ minutes }: PlanOptions): number => minutes * 60_000;
const pick = <T>({ random }: PlanOptions, from: readonly T[]): T => from[Math.floor(random.unit() * from.length)] as T;
const between = ({ random }: PlanOptions, from: number, to: number): number => Math.round(from + random.unit() * (to - from));

/** In rounds: nobody is hit again before everybody was, except while it starts. */
function kills(options: PlanOptions): readonly Fault[] {
  const each = lengthOf(options) / options.kills;
  const found: Fault[] = [];
  let round: readonly string[] = [];
  const next = (): string => {
    if (round.length === 0) round = options.processes;
    const target = pick(options, round);
    round = round.filter((name) => name !== target);
    return target;
  };
  for (let at = 0; at < options.kills; at++) {
    const before = found.at(-1);
    const again = before?.kind === 'kill' && options.random.unit() < AGAIN_SHARE;
    // By then it was started again, and is reading what it missed.
    if (again) found.push({ kind: 'kill', atMs: before.atMs + between(options, 1_500, 6_000), target: before.target });
    else found.push({ kind: 'kill', atMs: between(options, at * each, (at + 1) * each), target: next() });
  }
  return found;
}

function pauses(options: PlanOptions): readonly Fault[] {
  return slots(lengthOf(options), PAUSE_SLOT_MS).map((start) => {
    const forMs = between(options, PAST_LEASES_MS, MOST_PAUSE_MS);
    return { kind: 'pause', atMs: start + between(options, 0, PAUSE_SLOT_MS - MOST_PAUSE_MS), target: pick(options, options.processes), forMs };
  });
}

function engineFaults(options: PlanOptions, engine: 'kafka' | 'mongo'): readonly Fault[] {
  const links = options.engineLinks.filter((name) => name.startsWith(engine));
  const slotMs = Math.min(ENGINE_SLOT_MS.most, Math.max(ENGINE_SLOT_MS.least, lengthOf(options) / 2));
  return slots(lengthOf(options), slotMs).map((start, turn): Fault => {
    const atMs = start + between(options, 0, slotMs / 8);
    const kind = ENGINE_FAULTS[engine][turn % ENGINE_FAULTS[engine].length] as (typeof ENGINE_FAULTS)['kafka' | 'mongo'][number];
    switch (kind) {
      case 'kafka-restart':
        return { kind, atMs, hard: options.random.unit() < 0.5, forMs: between(options, 200, 3_000) };
      case 'mongo-kill':
        return { kind, atMs, forMs: between(options, 500, 4_000) };
      case 'mongo-stepdown':
        return { kind, atMs };
      case 'hole':
        return { kind, atMs, target: pick(options, links), forMs: between(options, 1_000, 6_000) };
      case 'reset':
        return { kind, atMs, target: pick(options, links) };
    }
  });
}

function cuts(options: PlanOptions): readonly Fault[] {
  const count = Math.max(3, Math.round(options.minutes * CUTS_PER_MINUTE));
  const each = lengthOf(options) / count;
  return Array.from({ length: count }, (_, turn): Fault => {
    const at = { atMs: between(options, turn * each, (turn + 1) * each), target: pick(options, options.links) };
    if (turn % 3 === 0) return { kind: 'reset', ...at };
    if (turn % 3 === 1) return { kind: 'lost-answers', ...at, count: between(options, 1, 3) };
    return { kind: 'hole', ...at, forMs: between(options, 500, 5_000) };
  });
}

/** Where slots of this length begin, the first after a breath; at least one. */
const slots = (lengthMs: number, slotMs: number): readonly number[] =>
  Array.from({ length: Math.max(1, Math.floor(lengthMs / slotMs)) }, (_, at) => at * slotMs + 1_000);
