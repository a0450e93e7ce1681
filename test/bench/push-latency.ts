import { setTimeout as pause } from 'node:timers/promises';
import { at } from '../house/times.ts';
import type { Crew } from './crew.ts';
import { percentile } from './percentile.ts';

export interface PushFigures {
  /** Bookings that were accepted, and those that were answered with 503: more was asked than the machine can take. */
  readonly pushed: number;
  readonly refused: number;
  /** From the API's answer to Google's write, ms. */
  readonly p50: number;
  readonly p99: number;
  /** From the booking to the API's answer, ms. */
  readonly answerP50: number;
  readonly answerP99: number;
  readonly writesPerChange: number;
  readonly readsPerChange: number;
}

/** Books `perSecond` appointments a second for `seconds`, spread over the crew, and takes the time until the API's answer and from there to Google's own `created` stamp. */
export async function measurePush(crew: Crew, { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<PushFigures> {
  await crew.google.forgetCalls();
  const accepted = new Map<string, number>();
  const answered: number[] = [];
  let refused = 0;
  let failed: { readonly error: unknown } | undefined;
  const total = perSecond * seconds;
  const began = Date.now();
  const asking: Promise<void>[] = [];
  for (let order = 0; order < total; order++) {
    const wait = began + (order * 1000) / perSecond - Date.now();
    if (wait > 0) await pause(wait);
    const member = crew.members[order % crew.members.length];
    if (member === undefined) break;
    const title = `bench ${began}-${order}`;
    const when = at(1 + (Math.floor(order / crew.members.length) % 60), 8 + (order % 9));
    const book = async (): Promise<void> => {
      const asked = Date.now();
      const { status } = await crew.platform.api('PUT', `/v1/appointments/by-external-id/bench-${began}-${order}`, { title, when, hostUserId: member.userId });
      if (status !== 503 && status >= 300) throw new Error(`a booking was answered ${status}`);
      answered.push(Date.now() - asked);
      if (status === 503) refused++;
      else accepted.set(title, Date.now());
    };
    asking.push(book().catch((error: unknown) => void (failed ??= { error })));
  }
  await Promise.all(asking);
  if (failed !== undefined) throw failed.error;
  const created = await untilAllStand(crew, accepted, `bench ${began}-`);
  const waits = [...accepted].map(([title, time]) => Math.max(0, (created.get(title) ?? time) - time));
  const { byOperation } = await crew.google.calls();
  const sum = (pattern: RegExp) => Object.entries(byOperation).reduce((all, [operation, count]) => (pattern.test(operation) ? all + count : all), 0);
  return {
    pushed: accepted.size,
    refused,
    p50: percentile(waits, 0.5),
    p99: percentile(waits, 0.99),
    answerP50: percentile(answered, 0.5),
    answerP99: percentile(answered, 0.99),
    // One that was refused after it was kept is there, too.
    writesPerChange: sum(/^events\.(insert|patch|update|delete)$/) / created.size,
    readsPerChange: sum(/^events\.get$/) / created.size,
  };
}

async function untilAllStand(crew: Crew, accepted: ReadonlyMap<string, number>, prefix: string): Promise<ReadonlyMap<string, number>> {
  const until = Date.now() + 180_000;
  for (;;) {
    const created = new Map<string, number>();
    for (const { email } of crew.members) {
      for (const event of await crew.google.events(email)) {
        if (event.summary?.startsWith(prefix)) created.set(event.summary, Date.parse((event as unknown as { created: string }).created));
      }
    }
    const missing = [...accepted.keys()].filter((title) => !created.has(title)).length;
    if (missing === 0) return created;
    if (Date.now() > until) throw new Error(`${missing} of ${accepted.size} appointments do not stand in Google`);
    await pause(500);
  }
}
