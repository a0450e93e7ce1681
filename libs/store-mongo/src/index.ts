export * from './open-mongo-store.ts';
