export * from './cached-build.ts';
export * from './run-builder.ts';
export * from './sources-hash.ts';
