import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mutantEnv } from './mutant-env.ts';
import { applyEdit, MUTANTS } from './mutants.ts';

const ROOT = join(import.meta.dirname, '../../..');

test.each(MUTANTS.flatMap(({ name, edits }) => edits.map((edit) => ({ name, edit }))))('$name finds what it breaks in $edit.file', ({ edit }) => {
  const source = readFileSync(join(ROOT, edit.file), 'utf8');
  expect(applyEdit(source, edit)).not.toBe(source);
});

test.each(['none of it', 'twice twice'])('a text that does not stand there once is refused: %s', (source) => {
  expect(() => applyEdit(source, { file: 'x.ts', find: 'twice', put: '' })).toThrow('not once');
});

test('a process that is given a mutant loads the broken source, and others do not', () => {
  const [mutant] = MUTANTS;
  const script = `const { asSeen } = await import('${join(ROOT, 'libs/store-mongo/src/stored-document.ts')}'); console.log(Object.keys(asSeen({ key: 1, born: 2, version: 3 })).join());`;
  const run = (env: object) => execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env: { ...process.env, ...env }, encoding: 'utf8' }).trim();
  expect([run({}), run(mutantEnv(mutant))]).toEqual(['_id,born,version', '_id']);
});
