import { setTimeout as pause } from 'node:timers/promises';
import type { ApiCaller, Answer } from '@portal-sync/all-in-one/api-caller';
import type { Tally } from './tally.ts';

/** Who asks again until there is an answer, and until when. */
export interface Patience {
  readonly tally: Tally;
  /** After this moment (ms) nobody asks again. */
  until(): number;
}

/** Nobody answered in time: what was asked may stand or not. */
export class NeverAnswered extends Error {}

export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const FIRST_MS = 100;
const LONGEST_MS = 1_500;

/** Nothing is decided by these: the same is asked again. 409 is an idempotency key whose first request still runs, 401 a session or token to be had anew. */
const ASK_AGAIN = [401, 408, 409, 425, 429];

/** Asks the same again until there is an answer for good: success, or a refusal that asking again does not change. */
export async function untilAnswered<T>(patience: Patience, caller: Pick<ApiCaller, 'api'> & { signIn?(): Promise<unknown> }, ask: Ask): Promise<Answer<T>> {
  let wait = FIRST_MS;
  for (;;) {
    const answer = await caller.api<T>(ask.method, ask.path, ask.body, ask.headers).catch((error: unknown) => error as Error);
    if (!(answer instanceof Error) && answer.status < 500 && !ASK_AGAIN.includes(answer.status)) return answer;
    patience.tally.count(answer instanceof Error ? 'asked again: no answer' : `asked again: ${answer.status}`);
    if (Date.now() > patience.until()) throw new NeverAnswered(`${ask.method} ${ask.path}: ${answer instanceof Error ? answer.message : answer.status}`);
    await pause(wait);
    wait = Math.min(wait * 2, LONGEST_MS);
    if (!(answer instanceof Error) && answer.status === 401) await caller.signIn?.().catch(() => undefined);
  }
}

/** The same for a call in several steps, any of which may fail; it looks itself what stands already. Whose session ended signs in again, by `signIn`. */
export async function untilDone<T>(patience: Patience, what: string, work: () => Promise<T>, signIn?: () => Promise<unknown>): Promise<T> {
  let wait = FIRST_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      patience.tally.count(`tried again: ${what}`);
      if (Date.now() > patience.until()) throw new NeverAnswered(`${what}: ${(error as Error).message}`, { cause: error });
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_MS);
      if (/: 401 /.test((error as Error).message)) await signIn?.().catch(() => undefined);
    }
  }
}
