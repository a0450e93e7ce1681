import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['libs/*/src/**/*.test.ts', 'services/*/src/**/*.test.ts', 'services/portal/web/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'deploy/*/src/**/*.test.ts'],
    globalSetup: ['deploy/engines/src/test-run.ts'],
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
