import { collections as broker } from '@portal-sync/broker/app';
import { collections as connector } from '@portal-sync/connector/app';
import { collections as matcher } from '@portal-sync/matcher/app';
import { collections as portal } from '@portal-sync/portal/app';
import { collections as trigger } from '@portal-sync/trigger/app';
import { mongoOfRun } from '@portal-sync/local-engines';
import { askEverything } from '@portal-sync/store-mongo/testing/every-query';
import { profile, scans } from '@portal-sync/store-mongo/testing/profile';
import { testDatabase } from '@portal-sync/store-mongo/testing/test-database';
import { skipUnless } from '@portal-sync/tooling';
import { describe, expect, test } from 'vitest';
const mongo = await mongoOfRun();
describe.skipIf(skipUnless('mongo', mongo.found, mongo.reason ?? ''))('on MongoDB', () => {
    test.each(Object.entries({ broker, connector, matcher, portal, trigger }))('no query that %s can ask reads a whole collection or sorts in memory', async (owner, collections) => {
        const database = testDatabase(mongo.found?.url ?? '', owner);
        const store = await database.open(collections);
        try {
            const seen = await profile(await database.raw(), async () => {
                for (const collection of collections)
                    await askEverything(store, collection);
                for (const due of collections.filter((collection) => collection.due))
                    await store.takeDue(due, { now: 1, limit: 10, leaseMs: 1 });
            });
            expect(seen.length).toBeGreaterThan(collections.length);
            expect(scans(seen)).toEqual([]);
        }
        finally {
            await store.close();
            await database.dispose();
        }
    });
});
