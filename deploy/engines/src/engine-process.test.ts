import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEngineProcess, untilReady } from './engine-process.ts';

const engine = async (script: string): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'engine-process-'));
  try {
    const program = join(folder, 'engine');
    writeFileSync(program, `#!/bin/sh\n${script}\n`);
    chmodSync(program, 0o755);
    return await untilReady(startEngineProcess(program, [], join(folder, 'log')), 'an engine', async () => false).then(
      () => 'ready',
      (error: Error) => error.message,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test('an engine that ends at its start is told with what it said last', async () => {
  expect(await engine('echo "no space left"; exit 1')).toBe('an engine ended at its start: no space left');
});

test('one that ends without a word may be damaged: where it stands is told', async () => {
  expect(await engine('exit 1')).toMatch(/^an engine ended at its start: it said nothing\. If its files are damaged, remove .*: they are brought in anew$/);
});
