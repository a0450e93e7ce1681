import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** Behaviours that must be held by a test that carries the row's id in its name, e.g. `test('… (A01)')`. */
const ROWS = `
  A01 A02 A04 A06 A07 A16 A17 B01 B02 B06 B09 B17 B19 B21 C01 C02 C04 C06 C07 C12 D01 D02 D06 D07 E01 E02 E12 H01 H02
  I01 I02 I04 I06 I07 I09 I12 I16 J02 J04 J14 K01 K02 K17 L01 L02 L06 L07 L14 M16 N06 N09 O09 P01 P02 P04 P06 Q01 Q04 Q07 S02
`.trim().split(/\s+/);

/** The text between `test(` (or `it(`, `describe(`, a table's title) and the end of that line: where names stand. */
const NAMES = /(?:\b(?:test|it|describe)(?:\.each\([^]*?\))?\(|^\s*\[)\s*(['"`])(?<name>(?:(?!\1).)*)\1/gm;

test('every row that is promised has a test with its id in the name', () => {
  const files = globSync(['libs/*/src/**/*.test.ts', 'services/*/src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: ROOT });
  const names = files.flatMap((file) => [...readFileSync(join(ROOT, file), 'utf8').matchAll(NAMES)].map((match) => match.groups?.['name'] ?? ''));
  const missing = ROWS.filter((row) => !names.some((name) => new RegExp(`\\b${row}\\b`).test(name)));
  expect(missing).toEqual([]);
});
