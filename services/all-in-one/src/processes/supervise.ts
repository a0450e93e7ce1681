import type { Clock, Timers } from '@portal-sync/kernel';
import { countFailure, restartDelay } from './restart-delay.ts';
import type { Child, NodeCommand, SpawnNode } from './spawn-node.ts';

export interface SuperviseDeps {
  readonly spawn: SpawnNode;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Takes each line of the child's output, and what the supervisor has to tell, after the child's name. */
  readonly say: (line: string) => void;
  /** Whether a process lives by its own word (`/livez`); one that does not say so for a minute is ended, and starts again. Left out: it lives until it ends. */
  readonly isAlive?: () => Promise<boolean>;
  /** Whether one that ended by itself is started again. Left out: always. */
  readonly startsAgain?: () => boolean;
}

export interface Supervised {
  readonly name: string;
  /** Of the process that runs now. */
  pid(): number | undefined;
  /** Lets it finish what it began, at most 20 s, then ends it. It is not started again. */
  stop(): Promise<void>;
}

const STOP_MS = 20_000;
/** How often a process is asked whether it lives. */
const LOOK_MS = 10_000;
/** Without a good answer for this long it is ended. */
const DEAD_MS = 60_000;

/** Keeps one process running: started at once, and again with a growing pause whenever it ends by itself. */
export function supervise(command: NodeCommand, deps: SuperviseDeps): Supervised {
  const { clock, timers } = deps;
  const say = (line: string): void => deps.say(`${command.name.padEnd(9)} | ${line}`);
  let child: Child | undefined;
  let failures = 0;
  let cancelStart = (): void => undefined;
  let cancelLook = (): void => undefined;
  let onStopped: (() => void) | undefined;

  const look = (silentMs: number): void => {
    const { isAlive } = deps;
    if (isAlive === undefined) return;
    const asked = child;
    const since = clock.now();
    cancelLook = timers.after(LOOK_MS, () => {
      void isAlive().catch(() => false).then((alive) => {
        if (child !== asked || onStopped !== undefined) return;
        // Where this whole machine slept meanwhile, that was not the child's silence.
        const silent = alive ? 0 : silentMs + Math.min(clock.now() - since, 2 * LOOK_MS);
        if (silent < DEAD_MS) return look(silent);
        say(`does not live (/livez) for ${Math.round(silent / 1000)} s and is ended`);
        asked?.signal('SIGKILL');
      });
    });
  };

  const begin = (): void => {
    const startedAt = clock.now();
    child = deps.spawn(command, {
      line: say,
      exit(how) {
        child = undefined;
        cancelLook();
        if (onStopped !== undefined) return onStopped();
        if (deps.startsAgain?.() === false) return say(`ended (${how})`);
        failures = countFailure(failures, clock.now() - startedAt);
        const delay = restartDelay(failures);
        say(`ended (${how}); starts again in ${delay / 1000} s`);
        cancelStart = timers.after(delay, begin);
      },
    });
    look(0);
  };
  begin();

  return {
    name: command.name,
    pid: () => child?.pid,
    async stop() {
      cancelStart();
      cancelLook();
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
