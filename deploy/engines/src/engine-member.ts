import { untilReady, type EngineProcess } from './engine-process.ts';
import type { EnginesFolder } from './engines-folder.ts';

/** One process of an engine: a `mongod` of a replica set, a broker of Kafka. */
export interface EngineMember {
  /** `mongod` */
  readonly name: string;
  readonly port: number;
  /** kill -9. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Begins, also again on the same data, after `kill` or `stop`. */
  start(): Promise<void>;
  /** SIGSTOP: alive, and silent. */
  pause(): void;
  resume(): void;
  /** Resolves when the process that runs now has ended, for whatever reason. */
  ended(): Promise<void>;
}

export interface MemberParts {
  /** `mongod` */
  readonly name: string;
  readonly port: number;
  /** Starts the process. */
  launch(): Promise<EngineProcess>;
  /** Whether it answers. */
  answers(): Promise<boolean>;
}

/** A member that does not run yet. */
export function createMember({ name, port, launch, answers }: MemberParts): EngineMember {
  let running: EngineProcess | undefined;
  return {
    name,
    port,
    async start() {
      running = await launch();
      await untilReady(running, `${name} on port ${port}`, answers);
    },
    kill: async () => running?.kill(),
    stop: async () => running?.stop(),
    pause: () => running?.pause(),
    resume: () => running?.resume(),
    ended: async () => running?.gone,
  };
}

/** Starts all members, then does what makes them one; returns how to end them. Where anything fails none is left, and no folder of our own. */
export async function startMembers(members: readonly EngineMember[], place: EnginesFolder, join: () => Promise<void> = async () => undefined): Promise<() => Promise<void>> {
  const stop = async () => {
    await Promise.all(members.map((member) => member.stop()));
    await place.remove();
  };
  try {
    await Promise.all(members.map((member) => member.start()));
    await join();
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
