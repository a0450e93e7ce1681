import { spawn } from 'node:child_process';
import { CannotBeHad } from './cannot-be-had.ts';

/** Runs a program to its end and gives what it printed. One that is missing or fails is why an engine cannot be had: `hint` says what helps. */
export function runCommand(command: string, args: readonly string[], options: { cwd?: string; hint: string; timeoutMs?: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: options.timeoutMs ?? 240_000, killSignal: 'SIGKILL' });
    let output = '';
    const take = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', () => reject(new CannotBeHad(`${command} is not installed: ${options.hint}`)));
    child.on('close', (code) => {
      if (code === 0) return resolve(output);
      reject(new CannotBeHad(`${command} failed: ${lastLine(output)} (${options.hint})`));
    });
  });
}

const lastLine = (text: string): string => text.trim().split('\n').findLast((line) => /error|fail|could not|no matching/i.test(line))?.slice(0, 300) ?? 'it said nothing';
