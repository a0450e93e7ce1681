export * from './cached-build.ts';
export * from './sources-hash.ts';
