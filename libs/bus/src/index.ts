export * from './bus.ts';
export * from './cursor.ts';
export * from './dead-letter.ts';
