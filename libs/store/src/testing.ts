export * from './testing/before-commit.ts';
export * from './testing/scatter-reads.ts';
