// npm run generate: writes what is made from the code. With --check it writes nothing and fails where a file is not up to date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../repository.ts';
import { planGenerated } from './plan.ts';

const checking = process.argv.includes('--check');
const { files, faults } = await planGenerated();
const stale = files.filter(({ path, content }) => (existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : undefined) !== content);

const blocked = new Set(faults.map(({ path }) => path));

for (const { path, what } of faults) console.error(`${path}: ${what}`);
if (faults.length > 0) process.exitCode = 1;

if (checking) {
  for (const { path } of stale) console.error(`${path} is not up to date: run npm run generate`);
  if (stale.length > 0) process.exitCode = 1;
} else {
  for (const { path, content } of stale.filter((file) => !blocked.has(file.path))) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), content);
    console.log(`wrote ${path}`);
  }
  if (stale.length === 0) console.log('everything is up to date');
}
