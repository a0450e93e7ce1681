import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { CloudEvent } from '@portal-sync/kernel';
import { StartError } from '@portal-sync/runtime';
import { z } from 'zod';
import { createTally, type Tally, type Totals } from './tally.ts';

/** One line of an export (NDJSON). The first says what it is, the last says that it is whole. */
const VERSION = 1;
const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('export'), version: z.literal(VERSION), at: z.number() }),
  z.object({ kind: z.literal('record'), service: z.string(), collection: z.string(), doc: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('message'), service: z.string(), message: z.custom<CloudEvent>((value) => typeof value === 'object' && value !== null) }),
  z.object({ kind: z.literal('total'), service: z.string(), collection: z.string(), count: z.number().int(), sha256: z.string() }),
  z.object({ kind: z.literal('end'), records: z.number().int(), messages: z.number().int(), sha256: z.string() }),
]);
export type Line = z.infer<typeof line>;
const firstLine = z.object({ kind: z.literal('export'), version: z.number() });

/** The lines of a file, one at a time. Fails with a `StartError` that names the file and the line that is not one. */
export async function* readLines(file: string): AsyncGenerator<Line> {
  let number = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      number++;
      const value = jsonOf(text);
      if (number === 1) refuseOthers(file, value);
      const read = line.safeParse(value);
      if (!read.success) throw new StartError(`${file} is damaged at line ${number}: it is no export of this product, or was changed.`);
      yield read.data;
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'it is no file of text'}.`, { cause: error });
  }
}

function refuseOthers(file: string, value: unknown): void {
  const first = firstLine.safeParse(value);
  if (!first.success) throw new StartError(`${file} does not begin as an export of this product: its first line is missing, or it is another file.`);
  if (first.data.version > VERSION) throw new StartError(`${file} was written by a newer version of this product. Import it with that version.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export interface Contents {
  /** `broker/users` to what stands there. */
  readonly totals: ReadonlyMap<string, Totals>;
  readonly records: number;
  readonly messages: number;
}

export const nameOf = ({ service, collection }: { service: string; collection: string }): string => `${service}/${collection}`;

/** Reads a whole file and checks it: begun, ended, every count and checksum as it says. Fails with a `StartError`. */
export async function checkFile(file: string): Promise<Contents> {
  const tallies = new Map<string, Tally>();
  const said = new Map<string, Totals>();
  const messages = createTally();
  let end: Extract<Line, { kind: 'end' }> | undefined;
  for await (const each of readLines(file)) {
    if (each.kind === 'record') tallyOf(tallies, nameOf(each)).add(each.doc);
    if (each.kind === 'message') messages.add(each.message);
    if (each.kind === 'total') said.set(nameOf(each), { count: each.count, sha256: each.sha256 });
    if (each.kind === 'end') end = each;
  }
  const found = new Map([...said.keys(), ...tallies.keys()].map((name) => [name, tallyOf(tallies, name).totals()]));
  const wrong = [...found].filter(([name, totals]) => said.get(name)?.count !== totals.count || said.get(name)?.sha256 !== totals.sha256).map(([name]) => name);
  const records = [...found.values()].reduce((sum, { count }) => sum + count, 0);
  if (wrong.length > 0) throw new StartError(`${file} is not what was exported: ${wrong.join(', ')} differ from their checksums.`);
  const sent = messages.totals();
  if (end === undefined || end.records !== records || end.messages !== sent.count) throw new StartError(`${file} is not whole: the export did not end. Export again.`);
  if (end.sha256 !== sent.sha256) throw new StartError(`${file} is not what was exported: its messages differ from their checksum.`);
  return { totals: found, records, messages: sent.count };
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const tally = tallies.get(name) ?? createTally();
  tallies.set(name, tally);
  return tally;
}
