import mongoose from 'mongoose';
import { expect, test } from 'vitest';
import { toAppError } from './mongo-error.ts';

const { MongoBulkWriteError, MongoNetworkError, MongoServerError } = mongoose.mongo;

const said = { message: 'connection 4 to 10.0.0.1:27017 closed' };
const bulk = (code?: number) =>
  new MongoBulkWriteError(code === undefined ? (said as ConstructorParameters<typeof MongoBulkWriteError>[0]) : { ...said, code, writeErrors: [] }, { getWriteConcernError: () => undefined } as never);

test.each<[string, Error, string]>([
  ['a connection that broke', new MongoNetworkError('connection 4 closed'), 'unavailable'],
  ['a connection that broke under several writes', bulk(), 'unavailable'],
  ['a connection that broke while something was written to it', Object.assign(new Error('write ECONNRESET 10.0.0.1:27017'), { code: 'ECONNRESET', syscall: 'write' }), 'unavailable'],
  ['a full disk', new MongoServerError({ message: 'no space', code: 14_031 }), 'unavailable'],
  ['a key that is taken', new MongoServerError({ message: 'E11000', code: 11_000 }), 'already-exists'],
  ['several writes of which the server refused one', bulk(121), 'internal'],
])('%s is what it means to a caller, and says nothing of the server', (_what, error, code) => {
  const shown = toAppError(error);
  expect(shown).toMatchObject({ code });
  expect((shown as Error).message).not.toContain('10.0.0.1');
});
