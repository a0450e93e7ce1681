export * from './manual-time.ts';
export * from './seeded-random.ts';
export * from './skip-unless.ts';
