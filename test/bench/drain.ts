import { setTimeout as pause } from 'node:timers/promises';
import { changeSettings } from '../house/connected.ts';
import { at } from '../house/times.ts';
import type { Crew } from './crew.ts';
import { percentile } from './percentile.ts';
import type { Product } from './product.ts';
import { startSecondConnector } from './second-connector.ts';
import { processorSeconds, serviceProcesses } from './service-processes.ts';

export interface DrainFigures {
  /** Medians over the rounds, changes written to Google a second. */
  readonly one: number;
  readonly two: number;
  /** Median over the pairs of rounds. */
  readonly ratio: number;
  /** Processor time of each process for one change with one connector, ms: hardly moved by what else the machine does. */
  readonly processor: readonly { readonly name: string; readonly ms: number }[];
}

export interface DrainLoad {
  readonly rounds: number;
  /** Of the whole backlog, spread evenly over the crew. */
  readonly appointments: number;
  /** How long Google takes to answer a write, ms. */
  readonly googleMs: number;
}

/**
 * How fast appointments that wait get to Google, with one connector process and with two, in turns. They are booked while their calendars sync on demand only,
 * and begin to be written when the calendars are set to another frequency.
 */
export async function measureDrain(product: Product, crew: Crew, load: DrainLoad): Promise<DrainFigures> {
  const rates = { 1: [] as number[], 2: [] as number[] };
  const processes = serviceProcesses(product.pid);
  const spent = processes.map(() => 0);
  await crew.google.fault({ operation: 'events.insert', delayMs: load.googleMs, count: 1_000_000 });
  let booked = 0;
  for (let round = 0; round < load.rounds; round++) {
    for (const connectors of round % 2 === 0 ? ([1, 2] as const) : ([2, 1] as const)) {
      await setFrequency(crew, 'manual');
      await book(crew, load.appointments, booked);
      booked += load.appointments;
      const stopSecond = connectors === 2 ? await startSecondConnector(product) : async () => undefined;
      try {
        // Whatever the bookings set in motion has settled.
        await pause(2_000);
        await crew.google.forgetCalls();
        const before = processes.map(({ pid }) => processorSeconds(pid));
        rates[connectors].push(await drain(crew, load.appointments));
        if (connectors === 1) for (const [at, { pid }] of processes.entries()) spent[at] = (spent[at] ?? 0) + processorSeconds(pid) - (before[at] ?? 0);
      } finally {
        await stopSecond();
      }
    }
  }
  await crew.google.call('DELETE', 'faults');
  const ratios = rates[2].map((rate, round) => rate / (rates[1][round] ?? Number.NaN));
  const processor = processes.map(({ name }, at) => ({ name, ms: ((spent[at] ?? 0) * 1_000) / (load.rounds * load.appointments) }));
  return { one: percentile(rates[1], 0.5), two: percentile(rates[2], 0.5), ratio: percentile(ratios, 0.5), processor };
}

const setFrequency = async (crew: Crew, frequency: string): Promise<void> => {
  await Promise.all(crew.members.map(({ person, connectionId }) => changeSettings(person, connectionId, { frequency })));
};

async function book(crew: Crew, count: number, from: number): Promise<void> {
  let next = from;
  const hand = async (): Promise<void> => {
    while (next < from + count) {
      const order = next++;
      const member = crew.members[order % crew.members.length];
      const when = at(1 + (order % 300), 8 + (Math.floor(order / crew.members.length) % 9));
      await crew.platform.must('PUT', `/v1/appointments/by-external-id/backlog-${order}`, { title: `backlog ${order}`, when, hostUserId: member?.userId });
    }
  };
  await Promise.all(Array.from({ length: 8 }, hand));
}

/** Changes a second between the first write and the last, by Google's own ledger. */
async function drain(crew: Crew, count: number): Promise<number> {
  await setFrequency(crew, 'hourly');
  const until = Date.now() + 180_000;
  for (;;) {
    const { calls } = await crew.google.call<{ calls: readonly { readonly operation: string; readonly at: number; readonly status: number }[] }>('GET', 'calls?operation=events.insert');
    const times = calls.filter(({ status }) => status === 200).map(({ at: time }) => new Date(time).getTime());
    if (times.length >= count) return (count - 1) / ((Math.max(...times) - Math.min(...times)) / 1_000);
    if (Date.now() > until) throw new Error(`only ${times.length} of ${count} appointments were written`);
    await pause(1_000);
  }
}
