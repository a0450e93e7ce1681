export * from './cannot-be-had.ts';
export * from './engines-of-run.ts';
export * from './start-kafka.ts';
export * from './start-mongo.ts';
