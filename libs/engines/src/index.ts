export * from './embedded-engines.ts';
export * from './engines.ts';
export * from './open-engines-by.ts';
export * from './open-engines.ts';
export type { RealEngines } from './real-engines.ts';
export * from './settings.ts';
