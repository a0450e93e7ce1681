import { describe } from 'vitest';
import { conflictRules } from './contract/conflict-rules.ts';
import { documentRules } from './contract/document-rules.ts';
import { dueRules } from './contract/due-rules.ts';
import { modelRules } from './contract/model-rules.ts';
import { outboxRules } from './contract/outbox-rules.ts';
import { queryRules } from './contract/query-rules.ts';
import { restartRules } from './contract/restart-rules.ts';
import type { StoreEngine } from './contract/store-engine.ts';
import { contractBench } from './contract/store-engine.ts';
import { scanRules } from './contract/scan-rules.ts';
import { transactionRules } from './contract/transaction-rules.ts';

export type { OpenedStore, StoreEngine, StoreFeature } from './contract/store-engine.ts';

/**
 * What every engine behind the store port must do, as Vitest tests. Call it in the engine's own test file:
 * `storeContract({ name: 'sqlite', open, lacks: {} })`. A feature the engine lacks becomes a skip that says why.
 */
export function storeContract(engine: StoreEngine): void {
  describe(`store contract: ${engine.name}`, () => {
    const bench = contractBench(engine);
    documentRules(bench);
    queryRules(bench);
    scanRules(bench);
    transactionRules(bench);
    conflictRules(bench);
    dueRules(bench);
    outboxRules(bench);
    restartRules(bench);
    modelRules(bench);
  });
}
