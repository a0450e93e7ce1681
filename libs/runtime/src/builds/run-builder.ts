import { execFile, type ExecFileOptions } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a builder with this Node in a process of its own, whose memory goes with it. Rejects with `fault` and the builder's own words. */
export async function runBuilder(fault: string, args: readonly string[], options: Pick<ExecFileOptions, 'cwd' | 'env'> = {}): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, args, options);
  } catch (error) {
    const said = error as { stderr?: string; stdout?: string };
    throw new Error(`${fault}\n${said.stderr ?? ''}${said.stdout ?? ''}`, { cause: error });
  }
}
