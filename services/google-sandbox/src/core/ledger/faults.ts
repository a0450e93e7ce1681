import type { World } from '../world.ts';
import type { ApiRequest } from '../api/request.ts';

/** Something that goes wrong on purpose: which calls, how many, and what happens to them. */
export interface Fault {
  readonly id: string;
  /** `events.insert`, `events.*`, `oauth.token`; everything when absent. */
  readonly operation?: string;
  readonly method?: string;
  /** The path, `*` for any run of characters. */
  readonly path?: string;
  /** E-mail of the account whose token calls. */
  readonly account?: string;
  readonly calendarId?: string;
  /** Matching calls let through before it starts. */
  readonly skip: number;
  /** Calls it still falls on. */
  readonly left: number;
  readonly effect: FaultEffect;
}

export interface FaultEffect {
  /** Refuses without doing anything. */
  readonly status?: number;
  readonly reason?: string;
  readonly message?: string;
  /** Answers with exactly this instead of doing anything; status 200 unless one is given. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Does what was asked, then drops the connection without an answer. */
  readonly lostReply?: boolean;
  /** Drops the connection before anything is done. */
  readonly dropped?: boolean;
  /** Holds the answer back for so long; what was asked is done at once. */
  readonly delayMs?: number;
  /** Reads show events as they were before their last change. */
  readonly staleRead?: boolean;
}

/** What identifies a call for faults and the ledger. */
export interface CallFacts {
  readonly operation: string;
  readonly account?: string;
  readonly calendarId?: string;
}

const glob = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.*')}$`).test(text);

const matches = (fault: Fault, request: ApiRequest, facts: CallFacts): boolean =>
  (fault.operation === undefined || glob(fault.operation, facts.operation)) &&
  (fault.method === undefined || fault.method.toUpperCase() === request.method.toUpperCase()) &&
  (fault.path === undefined || glob(fault.path, request.path)) &&
  (fault.account === undefined || fault.account === facts.account) &&
  (fault.calendarId === undefined || fault.calendarId === facts.calendarId);

/** Takes the first fault that falls on this call and counts it down. */
export function takeFault(world: World, request: ApiRequest, facts: CallFacts): Fault | undefined {
  const { faults } = world.state;
  if (faults.length === 0) return undefined;
  const at = faults.findIndex((fault) => matches(fault, request, facts));
  const fault = faults[at];
  if (!fault) return undefined;
  if (fault.skip > 0) {
    faults[at] = { ...fault, skip: fault.skip - 1 };
    return undefined;
  }
  if (fault.left <= 1) faults.splice(at, 1);
  else faults[at] = { ...fault, left: fault.left - 1 };
  return fault;
}
