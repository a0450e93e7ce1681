import { expect } from 'vitest';
import { createAccount } from '../core/control/accounts.ts';
import type { NewAccount } from '../core/control/accounts.ts';
import { grantTokens } from '../core/control/oauth.ts';
import { createGoogle } from '../core/google.ts';
import { createIdTokenSigner } from '../id-token-signer.ts';
import type { Google, GoogleOptions } from '../core/google.ts';
import { faultsOf } from './discovery.ts';

export interface Answer {
  readonly status: number;
  /** The JSON body, loosely: tests look where they please. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
  readonly reason: string | undefined;
  readonly dropped: boolean;
}

export interface Ask {
  readonly query?: Record<string, string | string[]>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export type Call = (method: string, path: string, ask?: Ask) => Answer;

export interface TestWorld {
  readonly google: Google;
  readonly account: (email: string, more?: Partial<NewAccount>) => string;
  /** Calls Calendar as an app that this account gave these scopes. */
  readonly as: (email: string, scopes?: string[], clientId?: string) => Call;
  readonly advance: (ms: number) => void;
}

/** One key for all worlds of a file: making one takes longer than most tests. */
const signer = createIdTokenSigner();

export const START = Date.parse('2026-03-02T08:00:00Z');

/** Seeded, so that a failure repeats. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const OPERATIONS: [RegExp, string, string][] = [
  [/^calendars\/[^/]+\/events$/, 'GET', 'events.list'],
  [/^calendars\/[^/]+\/events$/, 'POST', 'events.insert'],
  [/^calendars\/[^/]+\/events\/import$/, 'POST', 'events.import'],
  [/^calendars\/[^/]+\/events\/watch$/, 'POST', 'events.watch'],
  [/^calendars\/[^/]+\/events\/[^/]+\/instances$/, 'GET', 'events.instances'],
  [/^calendars\/[^/]+\/events\/[^/]+\/move$/, 'POST', 'events.move'],
  [/^calendars\/[^/]+\/events\/[^/]+$/, 'GET', 'events.get'],
  [/^calendars\/[^/]+\/events\/[^/]+$/, 'PATCH', 'events.patch'],
  [/^calendars\/[^/]+\/events\/[^/]+$/, 'PUT', 'events.update'],
  [/^users\/me\/calendarList$/, 'GET', 'calendarList.list'],
  [/^users\/me\/calendarList\/watch$/, 'POST', 'calendarList.watch'],
  [/^users\/me\/calendarList\/[^/]+$/, 'GET', 'calendarList.get'],
  [/^users\/me\/settings$/, 'GET', 'settings.list'],
  [/^users\/me\/settings\/[^/]+$/, 'GET', 'settings.get'],
  [/^calendars\/[^/]+$/, 'GET', 'calendars.get'],
  [/^calendars\/[^/]+$/, 'PATCH', 'calendars.patch'],
  [/^calendars$/, 'POST', 'calendars.insert'],
  [/^colors$/, 'GET', 'colors.get'],
  [/^freeBusy$/, 'POST', 'freebusy.query'],
];

/** Every good answer a test sees is held against Google's own schema. */
function checkSchema(method: string, path: string, body: unknown): void {
  const operation = OPERATIONS.find(([pattern, verb]) => verb === method && pattern.test(path))?.[2];
  if (operation !== undefined) expect(faultsOf(operation, body), operation).toEqual([]);
}

/** A Google without sockets, with a clock that stands still until told. */
export function testWorld(options: Partial<GoogleOptions> = {}): TestWorld {
  let now = START;
  const google = createGoogle({ now: () => now, random: seeded(7), signer, ...options });
  return {
    google,
    account: (email, more = {}) => createAccount(google.world, { email, name: email.split('@')[0] ?? email, timeZone: 'Europe/Amsterdam', ...more }).sub,
    as(email, scopes = ['https://www.googleapis.com/auth/calendar'], clientId = 'app-one') {
      const sub = google.world.state.subByEmail.get(email) ?? '';
      const account = google.world.state.accounts.get(sub);
      if (!account) throw new Error(`no account ${email}`);
      const { accessToken } = grantTokens(google.world, account, clientId, scopes);
      return (method, path, ask = {}) => {
        const reply = google.handle({
          method,
          path: `/calendar/v3/${path}`,
          query: ask.query ?? {},
          headers: { authorization: `Bearer ${accessToken}`, ...ask.headers },
          body: ask.body === undefined ? undefined : JSON.stringify(ask.body),
        });
        const body: unknown = reply.body === undefined ? undefined : JSON.parse(JSON.stringify(reply.body));
        if (reply.status === 200) checkSchema(method, path, body);
        const reason = (body as { error?: { errors?: { reason: string }[] } } | undefined)?.error?.errors?.[0]?.reason;
        return { status: reply.status, body, headers: reply.headers, reason, dropped: reply.dropped === true };
      };
    },
    advance(ms) {
      now += ms;
    },
  };
}

export const at = (start: string, end: string) => ({ start: { dateTime: start }, end: { dateTime: end } });
/** An hour on a day of March 2026 in Amsterdam. */
export const hour = (day: number, from: number) => {
  const pad = (n: number) => String(n).padStart(2, '0');
  return at(`2026-03-${pad(day)}T${pad(from)}:00:00+01:00`, `2026-03-${pad(day)}T${pad(from + 1)}:00:00+01:00`);
};
