import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busContract } from '@portal-sync/bus/contract';
import type { Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { describe } from 'vitest';
import { openKafkaBus } from './index.ts';
import { deps, freshPlace, noKafka } from './testing/kafka-for-tests.ts';

describe.skipIf(noKafka)('on a real broker', () => {
  busContract({
    name: 'kafka',
    lacks: {},
    async open() {
      const place = freshPlace();
      const folder = mkdtempSync(join(tmpdir(), 'bus-'));
      return {
        async start() {
          const bus = await openKafkaBus(place.options);
          const open = openSqliteStore({ folder, clock: deps.clock });
          const stores: Store[] = [];
          return {
            bus,
            async store(owner, collections) {
              const store = await open(owner, collections);
              stores.push(store);
              return store;
            },
            async stop() {
              await bus.close({ drainMs: 0 });
              for (const store of stores) await store.close();
            },
          };
        },
        async dispose() {
          rmSync(folder, { recursive: true, force: true });
          await place.dispose();
        },
      };
    },
  });
});
