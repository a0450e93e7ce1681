import type mongoose from 'mongoose';

/** A command as the server ran it. */
export interface Profiled {
  readonly command: string;
  /** `COLLSCAN` where a whole collection was read; `IXSCAN {...}`, `IDHACK` and so on. */
  readonly plan: string;
  readonly sorted: boolean;
  readonly examined: number;
  readonly returned: number;
}

const ROOM = 64 * 2 ** 20;

/** Runs `use` and gives every command that the server ran on the database meanwhile, with the plan it took. */
export async function profile(db: mongoose.mongo.Db, use: () => Promise<void>): Promise<readonly Profiled[]> {
  await db.createCollection('system.profile', { capped: true, size: ROOM });
  await db.command({ profile: 2 });
  await use();
  await db.command({ profile: 0 });
  const entries = await db.collection('system.profile').find({}).toArray();
  await db.collection('system.profile').drop();
  return entries
    .filter((entry) => !String(entry['ns']).endsWith('.system.profile'))
    .map((entry) => ({
      command: `${String(entry['ns'])} ${String(entry['op'])} ${JSON.stringify(entry['command'])}`,
      plan: `${String(entry['planSummary'] ?? '')} ${JSON.stringify(entry['execStats'] ?? {})}`,
      sorted: entry['hasSortStage'] === true,
      examined: Math.max(Number(entry['docsExamined'] ?? 0), Number(entry['keysExamined'] ?? 0)),
      returned: Number(entry['nreturned'] ?? entry['nMatched'] ?? 0),
    }));
}

/** Those that read a whole collection or sorted in memory. */
export const scans = (profiled: readonly Profiled[]): readonly Profiled[] => profiled.filter(({ plan, sorted }) => plan.includes('COLLSCAN') || plan.includes('"SORT"') || sorted);
