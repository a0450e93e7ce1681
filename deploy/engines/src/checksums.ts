import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotBeHad } from './cannot-be-had.ts';

const LISTS = new URL('../checksums/', import.meta.url);

/** Checks that `folder` holds exactly the files of the list `<name>.sha256`, byte for byte. */
export async function verify(folder: string, name: string): Promise<void> {
  const expected = parse(await readFile(new URL(`${name}.sha256`, LISTS), 'utf8'));
  const found = new Map<string, string>();
  for (const file of await readdir(folder)) found.set(file, createHash('sha256').update(await readFile(join(folder, file))).digest('hex'));
  const wrong = [...new Set([...expected.keys(), ...found.keys()])].filter((file) => expected.get(file) !== found.get(file));
  if (wrong.length > 0) throw new CannotBeHad(`what was brought in for ${name} is not what is expected: ${wrong.slice(0, 5).join(', ')}`);
}

/** Lines as `sha256sum` writes them. */
const parse = (text: string): ReadonlyMap<string, string> =>
  new Map(text.trim().split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
