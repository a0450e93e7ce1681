import { describe } from 'vitest';
import type { BusEngine } from './contract/bus-engine.ts';
import { busBench } from './contract/bus-engine.ts';
import { catchUpRules } from './contract/catch-up-rules.ts';
import { closeRules } from './contract/close-rules.ts';
import { deliveryRules } from './contract/delivery-rules.ts';
import { failureRules } from './contract/failure-rules.ts';
import { restartRules } from './contract/restart-rules.ts';

export type { BusEngine, BusFeature, BusMachine } from './contract/bus-engine.ts';

/**
 * What every engine behind the bus port must do, as Vitest tests. Call it in the engine's own test file:
 * `busContract({ name: 'in-process', open, lacks: {} })`. A feature the engine lacks becomes a skip that says why.
 */
export function busContract(engine: BusEngine): void {
  describe(`bus contract: ${engine.name}`, () => {
    const bench = busBench(engine);
    deliveryRules(bench);
    failureRules(bench);
    closeRules(bench);
    restartRules(bench);
    catchUpRules(bench);
  });
}
