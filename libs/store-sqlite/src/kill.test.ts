import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { partitionOf } from '@portal-sync/kernel';
import { notes } from '@portal-sync/store/samples';
import { expect, test } from 'vitest';
import { openSqliteStore } from './index.ts';

const WRITER = new URL('./testing/write-until-killed.ts', import.meta.url).href;

/** Runs a writer on the folder and kills it after it said `enough` numbers; all it said. */
async function writeAndKill(folder: string, enough: number): Promise<readonly string[]> {
  const code = `import { writeUntilKilled } from ${JSON.stringify(WRITER)}; await writeUntilKilled(${JSON.stringify(folder)}, (id) => process.stdout.write(id + '\\n'));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === enough) child.kill('SIGKILL');
  }
  return said;
}

test('a process killed at any moment leaves state and messages together, and nothing it said is lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kill-'));
  try {
    let said: readonly string[] = [];
    for (const enough of [1, 20, 57, 130]) {
      said = [...said, ...(await writeAndKill(folder, enough))];
      const store = await openSqliteStore({ folder, clock: { now: () => 1 } })('bench', [notes]);
      const total = Number((await store.get(notes, 'total'))?.rank ?? 0);
      const documents = await store.count(notes, { index: 'byRank', equals: ['a'] });
      const messages = await store.outbox.readFrom(partitionOf('total'), 0, 100_000);
      expect(documents).toBe(total);
      expect(messages.map((placed) => placed.message.id)).toEqual(Array.from({ length: total }, (_, i) => `n${i + 1}`));
      expect(messages.map((placed) => placed.position)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
      for (const id of said) expect(await store.get(notes, id)).toBeDefined();
      await store.close();
    }
    expect(said.length).toBeGreaterThanOrEqual(208);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
