import type { Clock, Timers } from '@portal-sync/kernel';
import { countFailure, restartDelay } from './restart-delay.ts';
import type { Child, NodeCommand, SpawnNode } from './spawn-node.ts';

export interface SuperviseDeps {
  readonly spawn: SpawnNode;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Takes each line of the child's output, and what the supervisor has to tell, after the child's name. */
  readonly say: (line: string) => void;
}

export interface Supervised {
  readonly name: string;
  /** Of the process that runs now. */
  pid(): number | undefined;
  /** Lets it finish what it began, at most 20 s, then ends it. It is not started again. */
  stop(): Promise<void>;
}

const STOP_MS = 20_000;

/** Keeps one process running: started at once, and again with a growing pause whenever it ends by itself. */
export function supervise(command: NodeCommand, deps: SuperviseDeps): Supervised {
  const { clock, timers } = deps;
  const say = (line: string): void => deps.say(`${command.name.padEnd(9)} | ${line}`);
  let child: Child | undefined;
  let failures = 0;
  let cancelStart = (): void => undefined;
  let onStopped: (() => void) | undefined;

  const begin = (): void => {
    const startedAt = clock.now();
    child = deps.spawn(command, {
      line: say,
      exit(how) {
        child = undefined;
        if (onStopped !== undefined) return onStopped();
        failures = countFailure(failures, clock.now() - startedAt);
        const delay = restartDelay(failures);
        say(`ended (${how}); starts again in ${delay / 1000} s`);
        cancelStart = timers.after(delay, begin);
      },
    });
  };
  begin();

  return {
    name: command.name,
    pid: () => child?.pid,
    async stop() {
      cancelStart();
      const running = child;
      if (running === undefined) return;
      await new Promise<void>((resolve) => {
        const cancel = timers.after(STOP_MS, () => {
          say(`did not stop in ${STOP_MS / 1000} s and is ended`);
          running.signal('SIGKILL');
        });
        onStopped = () => {
          cancel();
          resolve();
        };
        running.signal('SIGTERM');
      });
    },
  };
}
