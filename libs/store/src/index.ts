export * from './collection.ts';
export * from './due.ts';
export * from './each-found.ts';
export * from './outbox.ts';
export * from './query.ts';
export * from './store.ts';
