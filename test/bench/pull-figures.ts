import { setTimeout as pause } from 'node:timers/promises';
import type { Appointment } from '@portal-sync/contracts';
import { changeSettings } from '../house/connected.ts';
import { at, googleTimes } from '../house/times.ts';
import type { Crew } from './crew.ts';
import { percentile } from './percentile.ts';

const GUEST = { email: 'lena.fischer@kiln.example' };

/** From the answer of an insert at Google to the appointment in the portal's API, `times` times, each member in turn (callers have a rate limit). */
export async function measurePull(crew: Crew, times: number): Promise<{ p50: number; p99: number }> {
  const waits: number[] = [];
  for (let order = 0; order < times; order++) {
    const member = crew.members[order % crew.members.length];
    if (member === undefined) throw new Error('nobody to measure with');
    const summary = `pulled ${Date.now()}-${order}`;
    const when = at(2 + (order % 40), 18);
    const look = `/v1/appointments?${new URLSearchParams({ from: when.start, to: when.end, limit: '200', userId: member.userId }).toString()}`;
    await crew.google.act({ account: member.email, action: 'insert', event: { summary, attendees: [GUEST], ...googleTimes(when) } });
    const began = Date.now();
    while (!(await member.person.must<{ items: Appointment[] }>('GET', look)).items.some(({ title }) => title === summary)) {
      if (Date.now() - began > 60_000) throw new Error(`${summary} never came`);
      await pause(25);
    }
    waits.push(Date.now() - began);
  }
  return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) };
}

/** Lists needed for `changes` changed events, and writes of a sync that finds nothing. */
export async function countPullCalls(crew: Crew, changes: number): Promise<{ lists: number; quietWrites: number }> {
  const member = crew.members[1] ?? crew.members[0];
  if (member === undefined) throw new Error('nobody to measure with');
  await changeSettings(member.person, member.connectionId, { frequency: 'manual', mode: 'one-way' });
  for (let order = 0; order < changes; order++) {
    await crew.google.act({ account: member.email, action: 'insert', event: { summary: `many ${order}`, ...googleTimes(at(1 + (order % 300), 6)) } });
  }
  await crew.google.forgetCalls();
  const lists = async () => (await crew.google.calls()).byOperation['events.list'] ?? 0;
  await syncNow(crew, member);
  const needed = await lists();
  await crew.google.forgetCalls();
  await syncNow(crew, member);
  const { byOperation } = await crew.google.calls();
  const quietWrites = Object.entries(byOperation).reduce((all, [operation, count]) => (/^events\.(insert|patch|update|delete)$/.test(operation) ? all + count : all), 0);
  return { lists: needed, quietWrites };
}

async function syncNow(crew: Crew, member: Crew['members'][number]): Promise<void> {
  const status = () => member.person.must<{ state: string; lastSuccessAt: number | null }>('GET', `/v1/sync-status/${member.connectionId}`);
  const before = (await status()).lastSuccessAt ?? 0;
  await member.person.must('POST', '/v1/sync-now', { connectionId: member.connectionId });
  const until = Date.now() + 120_000;
  while (((await status()).lastSuccessAt ?? 0) <= before) {
    if (Date.now() > until) throw new Error('the sync never ended');
    await pause(50);
  }
  await pause(500);
}
