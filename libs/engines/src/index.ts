export * from './open-engines.ts';
