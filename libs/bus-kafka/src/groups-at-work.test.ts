import { silentLog } from '@portal-sync/kernel';
import { describe, expect, test } from 'vitest';
import { groupsAtWork, openKafkaBus } from './index.ts';
import { freshPlace, noKafka } from './testing/kafka-for-tests.ts';
import { openMemoryStore, taker } from './testing/owner-and-taker.ts';

describe.skipIf(noKafka)('groups at work', () => {
  test('are those of our prefix that have a member now, in whatever process', async () => {
    const place = freshPlace();
    const atWork = () => groupsAtWork({ access: place.options.access, prefix: place.prefix, log: silentLog });
    expect(await atWork()).toEqual([]);
    const bus = await openKafkaBus(place.options);
    const other = await openKafkaBus({ ...place.options, prefix: `${place.prefix}other.` });
    await bus.subscribe(taker(await openMemoryStore('consumer')));
    await other.subscribe(taker(await openMemoryStore('consumer')));
    expect(await atWork()).toEqual(['consumer', 'other.consumer']);
    await Promise.all([bus.close(), other.close()]);
    expect(await atWork()).toEqual([]);
    await place.dispose();
  });

  test('cannot be told of where Kafka does not answer', async () => {
    await expect(groupsAtWork({ access: { brokers: ['127.0.0.1:1'] }, log: silentLog })).rejects.toMatchObject({ code: 'unavailable' });
  });
});
