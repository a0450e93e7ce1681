import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { AMBIENT, AMBIENT_GLOBALS, EFFECT_GLOBALS, EFFECTS, SHAPE } from './src/lint/impure.ts';
import { depConstraints } from './src/lint/layers.ts';
import { needProjectGraph } from './src/lint/project-graph.ts';
import { pureImports } from './src/lint/pure-imports.ts';

needProjectGraph();

const root = new URL('../..', import.meta.url).pathname;

const TESTS = ['**/*.test.{ts,tsx}', '**/*.contract.ts', 'libs/{bus,store,google}/src/contract/**', '**/src/testing/**', 'test/**'];
// Builders run before anything listens.
const SCRIPTS = ['libs/tooling/**/*.ts', 'deploy/engines/**/*.ts', '**/main.ts', '**/vite.config.ts', 'services/portal/src/pages/build-pages.ts', 'libs/runtime/src/builds/run-builder.ts'];
const SYSTEM_ADAPTERS = ['clock', 'http', 'http-timeout', 'random', 'timers'].map((name) => `libs/kernel/src/${name}.ts`);
const PURE = ['services/*/src/domain/**', 'services/google-sandbox/src/core/**'];
const PURE_OPTIONS = {
  folders: ['src/domain', 'src/core'],
  packages: ['@portal-sync/kernel', '@portal-sync/contracts', 'temporal-polyfill', 'rrule-temporal', 'rrule-temporal/totext', 'ical.js', 'zod'],
  names: { 'node:crypto': ['createHash', 'createHmac', 'sign', 'verify'] },
};
const BROWSER = ['services/portal/web/**'];

// The scripts of tooling read the packages whose tests use its manual clock: a circle on paper, not between modules.
const CIRCLES = [['@portal-sync/tooling', '@portal-sync/*']];

const boundaries = (options) => ({
  '@nx/enforce-module-boundaries': ['error', { ignoredCircularDependencies: CIRCLES, depConstraints: depConstraints(options) }],
});

/** Doors between packages that tags cannot name. */
const doors = (also = []) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      paths: [
        { name: '@portal-sync/engines', message: 'Only main.ts chooses engines.' },
        { name: 'express', message: 'Only runtime and app.ts know Express.', allowTypeImports: true },
        { name: '@portal-sync/runtime/testing', message: 'Only tests play a service alone.' },
        { name: 'kafkajs', message: 'Only its engine knows it.' },
        { name: 'mongoose', message: 'Only its engine knows it.' },
        { name: 'node:process', message: 'Only main.ts knows the process.' },
      ].filter(({ name }) => !also.includes(name)),
    },
  ],
});

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', '.nx/**', '**/.cache/**', '**/.data/**', 'libs/contracts/generated/**'] },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.{ts,tsx}'] })),
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { project: ['libs/tooling/tsconfig.json'], tsconfigRootDir: root } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { '@nx': nx, house: { rules: { 'pure-imports': pureImports } } },
    rules: {
      ...boundaries({ tests: false }),
      ...doors(),
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      'no-restricted-syntax': ['error', ...SHAPE, ...AMBIENT],
      'no-restricted-globals': ['error', ...AMBIENT_GLOBALS],
      'max-lines': ['error', 300],
    },
  },
  { files: ['services/*/src/app.ts', 'libs/runtime/**', 'services/google-sandbox/src/http/**'], rules: doors(['express']) },
  { files: ['services/all-in-one/src/**'], rules: doors(['@portal-sync/engines']) },
  { files: ['services/portal/**'], rules: boundaries({ tests: false, also: { service: ['client'] } }) },
  {
    files: SCRIPTS,
    rules: { ...doors(['@portal-sync/engines', 'node:process', 'express']), 'no-restricted-syntax': ['error', ...SHAPE], 'no-restricted-globals': 'off', 'no-console': 'off' },
  },
  { files: SYSTEM_ADAPTERS, rules: { 'no-restricted-syntax': ['error', ...SHAPE], 'no-restricted-globals': 'off' } },
  {
    files: PURE,
    rules: {
      'house/pure-imports': ['error', PURE_OPTIONS],
      'no-restricted-syntax': ['error', ...SHAPE, ...AMBIENT, ...EFFECTS],
      'no-restricted-globals': ['error', ...EFFECT_GLOBALS],
    },
  },
  {
    // The browser is where this code runs: its own clock and fetch are the adapters.
    files: BROWSER,
    rules: { ...boundaries({ tests: false, also: { service: ['client'] } }), 'no-restricted-syntax': ['error', ...SHAPE], 'no-restricted-globals': ['error', { name: 'process', message: 'There is none in a browser.' }] },
  },
  {
    files: TESTS,
    rules: {
      ...boundaries({ tests: true, also: { service: ['client'] } }),
      ...doors(['@portal-sync/engines', '@portal-sync/runtime/testing', 'node:process', 'express']),
      'house/pure-imports': 'off',
      'no-restricted-syntax': ['error', ...SHAPE],
      'no-restricted-globals': 'off',
      'no-console': 'off',
      'max-lines': ['error', 600],
    },
  },
  { files: ['libs/store-mongo/src/**'], rules: doors(['mongoose']) },
  { files: ['libs/bus-kafka/src/**'], rules: doors(['kafkajs']) },
  // What the bus is measured against.
  { files: ['test/bench/raw-kafka.ts'], rules: doors(['kafkajs']) },
  // What these tools read, and what foreign modules are declared to give, is the default export.
  { files: ['**/vite.config.ts', '**/vitest.config.ts', '**/eslint.config.js', '**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  prettier,
);
