import type { Clock } from '@portal-sync/kernel';
import { QUICK_MS, waitsForHand, type CallsUnderWay } from '../domain/waits-for-hand.ts';

/** Shares the hands of this process among the endpoints it calls. */
export interface EndpointHands {
  /** How long a call to it has to wait, ms; undefined: it may begin. */
  waits(endpoint: string): number | undefined;
  /** Makes a call, which counts as under way until it ends. `call` does not reject. */
  call<Answer>(endpoint: string, call: () => Promise<Answer>): Promise<Answer>;
}

/** How an endpoint answered is remembered so long after its latest call, ms. */
const REMEMBERED_MS = 600_000;

export function createEndpointHands(clock: Clock): EndpointHands {
  const endpoints = new Map<string, CallsUnderWay & { startedAt: number[]; quick: boolean; endedAt: number }>();
  function open(endpoint: string) {
    const calls = endpoints.get(endpoint) ?? { startedAt: [], quick: false, endedAt: 0 };
    if (endpoints.has(endpoint)) return calls;
    for (const [other, { startedAt, endedAt }] of endpoints) if (startedAt.length === 0 && endedAt < clock.now() - REMEMBERED_MS) endpoints.delete(other);
    endpoints.set(endpoint, calls);
    return calls;
  }
  return {
    waits: (endpoint) => {
      const calls = endpoints.get(endpoint);
      return calls && waitsForHand(calls, clock.now());
    },
    async call(endpoint, call) {
      const calls = open(endpoint);
      const startedAt = clock.now();
      calls.startedAt.push(startedAt);
      const answer = await call();
      calls.startedAt.splice(calls.startedAt.indexOf(startedAt), 1);
      calls.endedAt = clock.now();
      calls.quick = calls.endedAt - startedAt <= QUICK_MS;
      return answer;
    },
  };
}
