import { spawn } from 'node:child_process';
import { ROOT } from './repository.ts';

export interface NodeRun {
  readonly code: number;
  readonly output: string;
}

export interface NodeRunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Show what it says while it runs. */
  readonly show?: boolean;
  readonly cwd?: string;
  /** Killed after this time, ms. */
  readonly timeoutMs?: number;
}

/** Runs a script by the same Node as this one, from the root. */
export function runNode(args: readonly string[], options: NodeRunOptions = {}): Promise<NodeRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_INTERACTIVE: 'false', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
    });
    let output = '';
    const take = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString();
      if (options.show === true) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
