import { setTimeout as pause } from 'node:timers/promises';
import { at } from '../house/times.ts';
import type { Crew } from './crew.ts';
import { percentile } from './percentile.ts';

export interface PushFigures {
  readonly pushed: number;
  readonly p50: number;
  readonly p99: number;
  readonly writesPerChange: number;
  readonly readsPerChange: number;
}

/** Books `perSecond` appointments a second for `seconds`, spread over the crew, and takes the time from the API's answer to Google's own `created` stamp. */
export async function measurePush(crew: Crew, { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<PushFigures> {
  await crew.google.forgetCalls();
  const accepted = new Map<string, number>();
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
    asking.push(
      crew.platform.must('PUT', `/v1/appointments/by-external-id/bench-${began}-${order}`, { title, when, hostUserId: member.userId }).then(() => {
        accepted.set(title, Date.now());
      }),
    );
  }
  await Promise.all(asking);
  const created = await untilAllStand(crew, total, `bench ${began}-`);
  const waits = [...created].map(([title, time]) => Math.max(0, time - (accepted.get(title) ?? time)));
  const { byOperation } = await crew.google.calls();
  const sum = (pattern: RegExp) => Object.entries(byOperation).reduce((all, [operation, count]) => (pattern.test(operation) ? all + count : all), 0);
  return {
    pushed: total,
    p50: percentile(waits, 0.5),
    p99: percentile(waits, 0.99),
    writesPerChange: sum(/^events\.(insert|patch|update|delete)$/) / total,
    readsPerChange: sum(/^events\.get$/) / total,
  };
}

async function untilAllStand(crew: Crew, total: number, prefix: string): Promise<ReadonlyMap<string, number>> {
  const until = Date.now() + 120_000;
  for (;;) {
    const created = new Map<string, number>();
    for (const { email } of crew.members) {
      for (const event of await crew.google.events(email)) {
        if (event.summary?.startsWith(prefix)) created.set(event.summary, Date.parse((event as unknown as { created: string }).created));
      }
    }
    if (created.size >= total) return created;
    if (Date.now() > until) throw new Error(`only ${created.size} of ${total} appointments stand in Google`);
    await pause(500);
  }
}
