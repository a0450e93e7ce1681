import { openEmbeddedEngines, type EmbeddedEngines } from './embedded-engines.ts';
import type { EngineDeps, Engines } from './engines.ts';
import { openRealEngines, type RealEngines } from './real-engines.ts';

export type EngineChoice = EmbeddedEngines | RealEngines;

/** The one place where engines meet the ports. Only `main.ts` files call it. What cannot be opened fails with AppError `unavailable`, naming the path or the host. */
export function openEngines(options: EngineChoice & EngineDeps): Promise<Engines> {
  return options.kind === 'embedded' ? openEmbeddedEngines(options) : openRealEngines(options);
}
