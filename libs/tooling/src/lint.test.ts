import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lint } from './check/lint.ts';
import { binOf, ROOT } from './repository.ts';
import { runNode } from './run-node.ts';

/** Files that break rules on purpose, for as long as this test runs. */
const PLANTED = {
  'libs/contracts/src/planted-by-lint-test.ts': `export { defineCollection } from '@portal-sync/store';\n`,
  'libs/auth/src/planted-by-lint-test.ts': `import express from 'express';\nexport const app = express();\n`,
  'libs/store/src/planted-by-lint-test.ts': `import { openSqliteStore } from '@portal-sync/store-sqlite';\nexport const open = openSqliteStore;\n`,
  'services/trigger/src/planted-by-lint-test.ts': [
    `import { createApp } from '@portal-sync/matcher/app';`,
    `import { openEngines } from '@portal-sync/engines';`,
    `import { decide } from '../../matcher/src/domain/planted-by-lint-test.ts';`,
    `export { Kafka } from 'kafkajs';`,
    `export const used = [createApp, openEngines, decide];`,
    `export const now = (): number => Date.now();`,
    `export const load = (): Promise<Response> => fetch('http://127.0.0.1');`,
    `export const forgotten = (): void => { load(); };`,
    `export default used;`,
    '',
  ].join('\n'),
  'services/matcher/src/planted-by-lint-test.ts': `import { captureLog } from '@portal-sync/runtime/testing';\nexport const log = captureLog();\n`,
  'services/matcher/src/domain/planted-by-lint-test.ts': [
    `import { readFileSync } from 'node:fs';`,
    `import { contacts } from '../repos/contacts.ts';`,
    `import type { ContactDoc } from '../repos/contacts.ts';`,
    `export const decide = async (read: () => Promise<ContactDoc>): Promise<unknown> => [await read(), contacts, readFileSync];`,
    `export const when = (): unknown => [Date.now(), new Date(), Math.random(), process.env];`,
    `export const later = (run: () => void): unknown => setTimeout(run, 1);`,
    '',
  ].join('\n'),
  'services/google-sandbox/src/core/planted-by-lint-test.ts': [
    `import { createHash, randomBytes } from 'node:crypto';`,
    `export const guess = (): unknown => [createHash('sha256'), randomBytes(4)];`,
    '',
  ].join('\n'),
  'services/matcher/src/domain/planted-well-by-lint-test.ts': `export const atNoon = (day: string): Date => new Date(\`\${day}T12:00:00Z\`);\n`,
} as const;

type Planted = keyof typeof PLANTED;
const paths = Object.keys(PLANTED) as Planted[];
const uproot = (): void => paths.forEach((path) => rmSync(join(ROOT, path), { force: true }));

/** File to `line rule` of each message. */
const found = new Map<string, readonly string[]>();
let code = 0;

describe('lint', () => {
  beforeAll(async () => {
    process.once('exit', uproot);
    for (const path of paths) {
      mkdirSync(dirname(join(ROOT, path)), { recursive: true });
      writeFileSync(join(ROOT, path), PLANTED[path]);
    }
    try {
      const run = await lint([...paths, '--format', 'json']);
      code = run.code;
      const results = JSON.parse(run.output.slice(run.output.indexOf('[{'))) as { filePath: string; messages: { line: number; ruleId: string | null }[] }[];
      for (const { filePath, messages } of results) found.set(filePath, messages.map(({ line, ruleId }) => `${line} ${ruleId}`));
    } finally {
      uproot();
    }
  }, 600_000);
  afterAll(uproot);

  const inFile = (path: Planted): readonly string[] => found.get(join(ROOT, path)) ?? ['not linted'];

  test('fails where a rule is broken', () => {
    expect(code).toBe(1);
  });

  test.each<[rule: string, path: Planted, messages: string[]]>([
    ['contracts do not know the store', 'libs/contracts/src/planted-by-lint-test.ts', ['1 @nx/enforce-module-boundaries']],
    ['a port does not know its engines', 'libs/store/src/planted-by-lint-test.ts', ['1 @nx/enforce-module-boundaries']],
    ['Express stays in runtime and app.ts', 'libs/auth/src/planted-by-lint-test.ts', ['1 @typescript-eslint/no-restricted-imports']],
    ['services never import each other', 'services/trigger/src/planted-by-lint-test.ts', ['1 @nx/enforce-module-boundaries', '3 @nx/enforce-module-boundaries']],
    ['only main.ts chooses engines', 'services/trigger/src/planted-by-lint-test.ts', ['2 @typescript-eslint/no-restricted-imports']],
    ['what plays a service alone is for tests', 'services/matcher/src/planted-by-lint-test.ts', ['1 @typescript-eslint/no-restricted-imports']],
    ['a bus client stays in its engine', 'services/trigger/src/planted-by-lint-test.ts', ['4 @typescript-eslint/no-restricted-imports']],
    ['clock and network are passed in', 'services/trigger/src/planted-by-lint-test.ts', ['6 no-restricted-syntax', '7 no-restricted-globals']],
    ['no promise is forgotten', 'services/trigger/src/planted-by-lint-test.ts', ['8 @typescript-eslint/no-floating-promises']],
    ['exports have names', 'services/trigger/src/planted-by-lint-test.ts', ['9 no-restricted-syntax']],
    ['domain knows neither node nor repos', 'services/matcher/src/domain/planted-by-lint-test.ts', ['1 house/pure-imports', '2 house/pure-imports']],
    ['domain does not wait', 'services/matcher/src/domain/planted-by-lint-test.ts', ['4 no-restricted-syntax']],
    ['domain has no clock, chance, timers or process', 'services/matcher/src/domain/planted-by-lint-test.ts', ['5 no-restricted-syntax', '5 no-restricted-globals', '6 no-restricted-globals']],
    ["the sandbox's core hashes, and does not guess", 'services/google-sandbox/src/core/planted-by-lint-test.ts', ['1 house/pure-imports']],
  ])('%s', (_rule, path, messages) => {
    expect(inFile(path)).toEqual(expect.arrayContaining(messages));
  });

  test('without a project graph to judge imports by, lint refuses to run', async () => {
    const nowhere = mkdtempSync(join(tmpdir(), 'no-graph-'));
    const run = await runNode([binOf('eslint'), '--config', 'libs/tooling/eslint.config.js', 'libs/kernel/src/clock.ts'], { env: { NX_WORKSPACE_DATA_DIRECTORY: nowhere } });
    rmSync(nowhere, { recursive: true });
    expect(run.output).toContain('There is no project graph');
    expect(run.code).not.toBe(0);
  });

  test('types may come from anywhere, and what is pure passes', () => {
    expect(inFile('services/matcher/src/domain/planted-by-lint-test.ts')).not.toContain('3 house/pure-imports');
    expect(inFile('services/matcher/src/domain/planted-well-by-lint-test.ts')).toEqual([]);
  });
});
