import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { openSync, closeSync, readFileSync } from 'node:fs';
import { cacheFolder } from './engines-cache.ts';

export interface EngineProcess {
  readonly pid: number;
  /** Asks it to end and waits; after `limitMs` (10 s) it is killed. */
  stop(limitMs?: number): Promise<void>;
  /** kill -9. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: alive, and silent. */
  pause(): void;
  resume(): void;
  /** What it said last, for the message of a failure. */
  lastWords(): string;
  /** True once it has ended, for whatever reason. */
  ended(): boolean;
  /** Resolves when it has. */
  readonly gone: Promise<void>;
}

/** Where the system can, an engine dies with the process that started it, even by kill -9: nobody is left behind. */
const dieWithParent = (): readonly string[] => {
  const known = process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;
  return known ? ['setpriv', '--pdeathsig', 'KILL'] : [];
};
let prefix: readonly string[] | undefined;

/** Starts a program that runs until told to end; what it says goes to `logFile`. */
export function startEngineProcess(command: string, args: readonly string[], logFile: string): EngineProcess {
  prefix ??= dieWithParent();
  const [program, ...rest] = [...prefix, command, ...args] as [string, ...string[]];
  const output = openSync(logFile, 'a');
  // A process group of its own: a Ctrl-C at the terminal must reach the one who stops things in order, not everybody at once.
  const child = spawn(program, rest, { stdio: ['ignore', output, output], detached: true });
  closeSync(output);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const isGone = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  const signal = (name: NodeJS.Signals) => void (isGone() || child.kill(name));
  return {
    pid: pidOf(child, command),
    async stop(limitMs = 10_000) {
      signal('SIGCONT');
      signal('SIGTERM');
      const late = setTimeout(() => signal('SIGKILL'), limitMs);
      await gone;
      clearTimeout(late);
    },
    async kill() {
      signal('SIGKILL');
      await gone;
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    lastWords: () => readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n').slice(-1_500),
    ended: isGone,
    gone,
  };
}

function pidOf(child: ChildProcess, command: string): number {
  if (child.pid === undefined) throw new Error(`${command} could not be started`);
  return child.pid;
}

/** Waits until `ready` says so; fails when the process ends before, or after `limitMs`: three seconds on a quiet machine were more than sixty on a very busy one. */
export async function untilReady(engine: EngineProcess, name: string, ready: () => Promise<boolean>, limitMs = 180_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await ready().catch(() => false))) {
    if (engine.ended()) throw new Error(`${name} ended at its start: ${engine.lastWords() || `it said nothing. If its files are damaged, remove ${cacheFolder()}: they are brought in anew`}`);
    if (Date.now() > end) throw new Error(`${name} was not ready after ${limitMs / 1_000} s: ${engine.lastWords()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
