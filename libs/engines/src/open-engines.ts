import { openEmbeddedEngines, type EmbeddedEngines } from './embedded-engines.ts';
import type { EngineDeps, Engines } from './engines.ts';
import type { RealEngines } from './real-engines.ts';

export type EngineChoice = EmbeddedEngines | RealEngines;

/** The one place where engines meet the ports. Only `main.ts` files call it. What cannot be opened fails with AppError `unavailable`, naming the path or the host. */
export async function openEngines(options: EngineChoice & EngineDeps): Promise<Engines> {
  if (options.kind === 'embedded') return openEmbeddedEngines(options);
  // Loaded when asked for: a start on one machine does without the clients of MongoDB and Kafka and their 30 MB.
  const { openRealEngines } = await import('./real-engines.ts');
  return openRealEngines(options);
}
