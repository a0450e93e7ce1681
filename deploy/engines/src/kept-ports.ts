import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFree, tryPorts } from './free-ports.ts';

/**
 * The ports of engines whose data is kept in `folder`: chosen once, from `first` on where those are free, and the same ever after, because members of a
 * replica set are known by them. Without a folder they are chosen anew. Fails where a kept port is taken, or was chosen for another number of members.
 */
export async function keptPorts(folder: string | undefined, first: number, count: number): Promise<readonly number[]> {
  if (folder === undefined) return tryPorts(first, count);
  const file = join(folder, 'ports.json');
  const kept = await readFile(file, 'utf8').then((text) => JSON.parse(text) as number[], () => undefined);
  if (kept === undefined) {
    const ports = await tryPorts(first, count);
    await mkdir(folder, { recursive: true });
    await writeFile(file, JSON.stringify(ports));
    return ports;
  }
  if (kept.length !== count) throw new Error(`The data in ${folder} was made by ${kept.length} members, not ${count}.`);
  for (const port of kept) if (!(await isFree(port))) throw new Error(`The data in ${folder} belongs to port ${port}, which is taken. Stop what listens there.`);
  return kept;
}
