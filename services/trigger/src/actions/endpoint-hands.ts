import type { Clock } from '@portal-sync/kernel';
import type { Answer } from '../domain/next-attempt.ts';
import { waitsForHand, type CallsToEndpoint } from '../domain/waits-for-hand.ts';

/** Shares the hands of this process among the endpoints it calls. */
export interface EndpointHands {
  /** How long a call to it has to wait, ms; undefined: it may begin. */
  waits(endpoint: string): number | undefined;
  /** Makes a call, which counts as under way until it ends. `call` does not reject. */
  call(endpoint: string, call: () => Promise<Answer>): Promise<Answer>;
}

/** How an endpoint answered is remembered so long after its latest call, ms. */
const REMEMBERED_MS = 600_000;

const UNKNOWN = { underWay: 0, answers: false, turnedAway: 0, endedAt: 0 };

export function createEndpointHands(clock: Clock): EndpointHands {
  const endpoints = new Map<string, CallsToEndpoint & { readonly endedAt: number }>();
  const of = (endpoint: string) => endpoints.get(endpoint) ?? UNKNOWN;
  function forgetOld(): void {
    const before = clock.now() - REMEMBERED_MS;
    for (const [endpoint, { underWay, endedAt }] of endpoints) if (underWay === 0 && endedAt < before) endpoints.delete(endpoint);
  }
  return {
    waits(endpoint) {
      const calls = of(endpoint);
      const waitMs = waitsForHand(calls);
      if (waitMs !== undefined) endpoints.set(endpoint, { ...calls, turnedAway: calls.turnedAway + 1 });
      return waitMs;
    },
    async call(endpoint, call) {
      if (!endpoints.has(endpoint)) forgetOld();
      endpoints.set(endpoint, { ...of(endpoint), underWay: of(endpoint).underWay + 1 });
      const answer = await call();
      const calls = of(endpoint);
      const answers = 'status' in answer;
      endpoints.set(endpoint, { underWay: calls.underWay - 1, answers, turnedAway: answers ? 0 : calls.turnedAway, endedAt: clock.now() });
      return answer;
    },
  };
}
