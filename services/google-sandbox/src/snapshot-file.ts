import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { SnapshotFile } from './keep.ts';

/**
 * State in files: `<path>` is a numbered snapshot, `<path>.log-<n>` the changes after snapshot n. A snapshot is written
 * beside, flushed and put in its place before the log it replaces is removed, so that any moment's files give the whole
 * state: the process may be killed between two instructions.
 */
export function snapshotFile(path: string): SnapshotFile {
  const folder = dirname(path);
  const logName = (number: number) => `${path}.log-${number}`;
  const logs = (): number[] => {
    const names = existsSync(folder) ? readdirSync(folder) : [];
    const prefix = `${basename(path)}.log-`;
    return names.filter((name) => name.startsWith(prefix)).map((name) => Number(name.slice(prefix.length))).sort((a, b) => a - b);
  };
  const read = (): { number: number; text: string } | undefined => {
    if (!existsSync(path)) return undefined;
    const whole = readFileSync(path, 'utf8');
    const end = whole.indexOf('\n');
    return { number: Number(whole.slice(0, end)) || 0, text: whole.slice(end + 1) };
  };
  // A log that another process left may end in half a line: never write on behind it.
  let current = Math.max(read()?.number ?? 0, ...logs().map((number) => number + 1));
  let log: number | undefined;

  const closeLog = () => {
    if (log !== undefined) closeSync(log);
    log = undefined;
  };

  return {
    name: path,
    load: () => read()?.text,
    changes() {
      const from = read()?.number ?? 0;
      return logs().filter((number) => number >= from).flatMap((number) => linesOf(logName(number)));
    },
    append(line) {
      if (log === undefined) {
        mkdirSync(folder, { recursive: true });
        log = openSync(logName(current), 'a', 0o600);
      }
      writeSync(log, `${line}\n`);
    },
    async save(text) {
      // From here on changes belong to the new snapshot; until it is in its place both logs are read.
      closeLog();
      current += 1;
      const number = current;
      mkdirSync(folder, { recursive: true });
      const beside = `${path}.new`;
      const file = await open(beside, 'w', 0o600);
      try {
        await file.writeFile(`${number}\n${text}`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
      for (const old of logs()) if (old < number) rmSync(logName(old));
    },
    close: closeLog,
  };
}

/** The whole lines of a log; a last one cut short by the end of the process was never answered to anybody. */
function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').slice(0, -1);
}
