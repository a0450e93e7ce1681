import { skipUnless } from '@portal-sync/tooling';
import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { kafkaAnswers } from './kafka-answers.ts';
import { kafkaOfRun, mongoOfRun } from './engines-of-run.ts';

const mongo = await mongoOfRun();
const kafka = await kafkaOfRun();

test.skipIf(skipUnless('mongo', mongo.found, mongo.reason ?? ''))('the replica set of the run takes a transaction', async () => {
  const client = await MongoClient.connect(mongo.found!.url);
  const things = client.db('engines_of_run').collection<{ _id: string }>('things');
  await things.deleteMany({});
  await client.withSession((session) => session.withTransaction(() => things.insertOne({ _id: 'a' }, { session })));
  expect(await things.countDocuments()).toBe(1);
  await client.db('engines_of_run').dropDatabase();
  await client.close();
});

test.skipIf(skipUnless('kafka', kafka.found, kafka.reason ?? ''))('the broker of the run answers, and is the same for all who ask', async () => {
  const port = Number(kafka.found?.addresses.split(',')[0]?.split(':')[1]);
  expect(await kafkaAnswers(port)).toBe(true);
  expect((await kafkaOfRun()).found?.addresses).toBe(kafka.found?.addresses);
});
