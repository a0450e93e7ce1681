import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeContract } from '@portal-sync/store/contract';
import { openSqliteStore } from './index.ts';

storeContract({
  name: 'sqlite file',
  lacks: {},
  async open({ owner, collections, clock }) {
    const folder = mkdtempSync(join(tmpdir(), 'store-'));
    const openStore = openSqliteStore({ folder, clock });
    let store = await openStore(owner, collections);
    return {
      store,
      async reopen() {
        await store.close();
        store = await openStore(owner, collections);
        return store;
      },
      async dispose() {
        await store.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
});

storeContract({
  name: 'sqlite in memory',
  lacks: { restart: 'a database in memory ends with its process' },
  async open({ owner, collections, clock }) {
    const store = await openSqliteStore({ memory: true, clock })(owner, collections);
    return { store, reopen: async () => store, dispose: () => store.close() };
  },
});
