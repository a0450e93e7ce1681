import { percentile } from './percentile.ts';

/** The same job done two ways. `round` tells rounds apart, so that keys are never used twice. */
export interface Contest {
  readonly job: string;
  readonly port: (round: string, at: number) => Promise<unknown>;
  readonly raw: (round: string, at: number) => Promise<unknown>;
}

export interface ContestFigures {
  readonly job: string;
  /** Medians, jobs a second. */
  readonly port: number;
  readonly raw: number;
  /** Median of what each pair of rounds gave: the two of a pair stand next to each other, so that a busy moment of the machine meets both. */
  readonly ratio: number;
}

/** Both ways in short turns, each first in every other round; the first round is not counted. */
export async function sideBySide({ job, port, raw }: Contest, load: { rounds: number; jobs: number; atOnce: number }): Promise<ContestFigures> {
  const ways = { raw, port };
  const rates = { raw: [] as number[], port: [] as number[] };
  for (let round = 0; round <= load.rounds; round++) {
    for (const way of round % 2 === 0 ? (['raw', 'port'] as const) : (['port', 'raw'] as const)) {
      const rate = await rateOf((at) => ways[way](`${way}-${load.atOnce}-${round}`, at), load);
      if (round > 0) rates[way].push(rate);
    }
  }
  const ratios = rates.port.map((rate, round) => rate / (rates.raw[round] ?? Number.NaN));
  return { job, port: percentile(rates.port, 0.5), raw: percentile(rates.raw, 0.5), ratio: percentile(ratios, 0.5) };
}

async function rateOf(run: (at: number) => Promise<unknown>, { jobs, atOnce }: { jobs: number; atOnce: number }): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  const hand = async (): Promise<void> => {
    while (next < jobs) await run(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  return jobs / ((performance.now() - startedAt) / 1_000);
}
