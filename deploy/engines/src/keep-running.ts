import type { EngineMember } from './engine-member.ts';

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

export interface KeepRunningOptions {
  readonly say: (line: string) => void;
  /** Ends it: from then on a member may end. */
  readonly signal: AbortSignal;
  readonly pause: (ms: number) => Promise<unknown>;
}

/** Starts a member again whenever it ends by itself, with a growing pause while that fails, and says so. */
export async function keepRunning(member: EngineMember, { say, signal, pause }: KeepRunningOptions): Promise<void> {
  let waitMs = FIRST_MS;
  await member.ended();
  while (!signal.aborted) {
    say(`${member.name} on port ${member.port} ended; starts again in ${waitMs / 1_000} s`);
    await pause(waitMs);
    if (signal.aborted) return;
    const failed = await member.start().then(() => undefined, (error: unknown) => error as Error);
    if (failed === undefined) {
      say(`${member.name} on port ${member.port} runs again`);
      waitMs = FIRST_MS;
      await member.ended();
    } else {
      say(failed.message);
      waitMs = Math.min(2 * waitMs, LONGEST_MS);
    }
  }
}
