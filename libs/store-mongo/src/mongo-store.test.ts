import { mongoOfRun } from '@portal-sync/local-engines';
import { storeContract } from '@portal-sync/store/contract';
import { skipUnless } from '@portal-sync/tooling';
import { afterAll, describe } from 'vitest';
import { testDatabase } from './testing/test-database.ts';

const mongo = await mongoOfRun();

describe.skipIf(skipUnless('mongo', mongo.found, mongo.reason ?? ''))('mongo', () => {
  const database = testDatabase(mongo.found?.url ?? '');
  afterAll(() => database.dispose());

  storeContract({
    name: 'mongo',
    lacks: {},
    async open({ collections, clock }) {
      let store = await database.open(collections, clock);
      return {
        store,
        async reopen() {
          await store.close();
          store = await database.open(collections, clock);
          return store;
        },
        async dispose() {
          await store.close();
          await database.clear();
        },
      };
    },
  });
});
