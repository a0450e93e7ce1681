export * from './bury.ts';
export * from './bus.ts';
export * from './catch-up.ts';
export * from './cursor.ts';
export * from './dead-letter-of.ts';
export * from './dead-letter.ts';
export * from './deliver.ts';
export * from './local-feed.ts';
