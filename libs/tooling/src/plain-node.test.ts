import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { services, settingsOf } from './generate/services.ts';
import { filesUnder, packages, ROOT } from './repository.ts';
import { runNode } from './run-node.ts';

// Vitest transforms more than Node strips: these tests run the code as it will run.

const modules = packages()
  .filter(({ name }) => name !== 'tooling' && name !== 'test')
  .flatMap(({ folder }) => filesUnder(`${folder}/src`))
  .filter((file) => file.endsWith('.ts') && !/(\.test|\.contract|\.d)\.ts$|\/(main|contract\/.*|testing\/.*)\.ts$/.test(file));

test('every module loads under plain Node, and none acts when imported', async () => {
  const script = modules.map((file) => `import ${JSON.stringify(pathToFileURL(join(ROOT, file)).href)};`).join('\n');
  const run = await runNode(['--input-type=module', '--eval', script], { timeoutMs: 500_000 });
  expect(run).toEqual({ code: 0, output: '' });
});

const mains = services().filter(({ folder }) => existsSync(join(ROOT, folder, 'src/main.ts')));

test.each(mains.map((service) => [service.name, service] as const))('%s starts under plain Node far enough to refuse a setting that does not exist', async (_name, service) => {
  const names = Object.keys((await settingsOf(service))?.shape ?? {});
  const prefix = names.find((name) => name.endsWith('_PORT'))?.slice(0, -'PORT'.length);
  const run = await runNode([`${service.folder}/src/main.ts`], { env: { [`${prefix}NO_SUCH_SETTING`]: '1' }, timeoutMs: 500_000 });
  expect(run.output).toContain(`${prefix}NO_SUCH_SETTING is not a setting`);
  expect(run.output).not.toMatch(/^\s+at /m);
  expect(run.code).toBe(1);
});
