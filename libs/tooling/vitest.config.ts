import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { ENGINE_PAIRS } from './src/run-tests/engine-pairs.ts';
import { writeReport } from './src/run-tests/write-report.ts';

const [embedded, real] = ENGINE_PAIRS;
const reportPath = process.env['TEST_REPORT'];

const STORIES = ['test/stories/**/*.test.ts'];
const WHOLE_PRODUCT = ['test/doors/**/*.test.ts', 'test/whitelabel/**/*.test.ts'];
const BROWSER = ['test/browser/**/*.test.ts'];
const STORM = ['test/storm/storm.test.ts'];
/** Real engines, processes of their own, and linting: much waiting for others, and limits that allow for it. */
const ENGINES = [
  'libs/{store-mongo,bus-kafka}/src/**/*.test.ts',
  'libs/engines/src/open-engines-by.test.ts',
  'libs/store-sqlite/src/kill.test.ts',
  'libs/tooling/src/{lint,plain-node}.test.ts',
  'deploy/*/src/**/*.test.ts',
  'test/engines/**/*.test.ts',
];
const ALL = ['libs/*/src/**/*.test.ts', 'services/*/src/**/*.test.ts', 'services/portal/web/**/*.test.{ts,tsx}', 'deploy/*/src/**/*.test.ts', 'test/**/*.test.ts'];

/**
 * What runs side by side, on purpose: groups run one after another, the files of a group in `maxWorkers` processes.
 * A time limit is there to end what hangs; no test may fail because the machine is busy. That is why the limits are wide and what is heavy runs alone.
 */
const project = (name: string, groupOrder: number, maxWorkers: number, limitMs: number, include: readonly string[], more: TestProjectInlineConfiguration['test'] = {}): TestProjectInlineConfiguration => ({
  test: {
    name,
    include: [...include],
    pool: 'forks',
    // Node itself loads the code and strips its types, as it does when the product runs: quicker than Vite, and nothing passes here that would not load there.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    maxWorkers,
    sequence: { groupOrder },
    testTimeout: limitMs,
    hookTimeout: limitMs,
    expect: { poll: { timeout: 180_000 } },
    ...more,
  },
});

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    globalSetup: ['deploy/engines/src/test-run.ts'],
    reporters: reportPath === undefined ? ['default'] : ['default', writeReport(reportPath)],
    projects: [
      // Computing only. A process plays many files: loading the code anew for each would cost more than the tests.
      project('units', 0, Math.max(2, availableParallelism()), 180_000, ALL, { exclude: [...ENGINES, ...STORIES, ...WHOLE_PRODUCT, ...BROWSER, ...STORM], isolate: false }),
      project('engines', 1, 2, 600_000, ENGINES),
      project('whole-product', 2, 2, 600_000, WHOLE_PRODUCT),
      project(embedded.project, 2, 2, 600_000, STORIES),
      project(real.project, 3, 2, 900_000, STORIES, { env: { STORIES_ENGINES: 'real' } }),
      project('browser', 4, 2, 900_000, BROWSER),
      project('storm', 5, 1, 1_500_000, STORM),
    ],
  },
});
