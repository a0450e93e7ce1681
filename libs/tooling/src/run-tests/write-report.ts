import { writeFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { ROOT } from '../repository.ts';
import type { FileOutcome, TestOutcome, TestReport } from './test-report.ts';

/** A Vitest reporter that leaves a `TestReport` at `path`. Vitest's own JSON does not say which project a file ran in. */
export const writeReport = (path: string): Reporter => ({
  onTestRunEnd: (modules) => writeFileSync(path, JSON.stringify(modules.map(outcomeOf) satisfies TestReport)),
});

const outcomeOf = (module: TestModule): FileOutcome => ({
  project: module.project.name,
  file: relative(ROOT, module.moduleId).split(sep).join('/'),
  failed: !module.ok(),
  tests: [...module.children.allTests()].map((test): TestOutcome => ({ titles: titlesOf(test), state: stateOf(test) })),
});

function stateOf(test: TestCase): TestOutcome['state'] {
  const { state } = test.result();
  return state === 'pending' ? 'failed' : state;
}

function titlesOf(test: TestCase): readonly string[] {
  const titles = [test.name];
  for (let { parent } = test; parent.type === 'suite'; { parent } = parent) titles.unshift(parent.name);
  return titles;
}
