import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface NodeCommand {
  readonly name: string;
  /** Absolute path of the module to run. */
  readonly main: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface ChildEvents {
  line(text: string): void;
  /** `code 1`, `SIGKILL` */
  exit(how: string): void;
}

export interface Child {
  readonly pid: number | undefined;
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
}

export type SpawnNode = (command: NodeCommand, events: ChildEvents) => Child;

/** Compiled modules are kept here: a process that is started again reads them in half the time. Whoever may write `node_modules` could change the code itself. */
const COMPILED = fileURLToPath(new URL('../../../../node_modules/.cache/portal-sync-compiled', import.meta.url));

/**
 * Runs modules with this Node (`process.execPath`), each in a process of its own. It is in a process group of its own, so that Ctrl-C reaches the supervisor alone, which stops in order;
 * the channel between them ends with the supervisor, and the child stops then (`onSignals`).
 */
export const createSpawnNode = (node: string): SpawnNode => ({ main, args = [], env }, events) => {
  const child = spawn(node, [main, ...args], { env: { NODE_COMPILE_CACHE: COMPILED, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  for (const stream of [child.stdout, child.stderr]) if (stream !== null) createInterface({ input: stream }).on('line', events.line);
  // `exit` may come while the last lines are still in the pipe; `close` comes after them.
  child.on('close', (code, signal) => events.exit(signal ?? `code ${code}`));
  child.on('error', (error) => events.line(error.message));
  return {
    pid: child.pid,
    signal: (name) => void child.kill(name),
  };
};
