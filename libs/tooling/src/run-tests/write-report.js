import { writeFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { ROOT } from '../repository.ts';
/** A Vitest reporter that leaves a `TestReport` at `path`. Vitest's own JSON does not say which project a file ran in. */
export const writeReport = (path) => ({
    onTestRunEnd: (modules) => writeFileSync(path, JSON.stringify(modules.map(outcomeOf))),
});
const outcomeOf = (module) => ({
    project: module.project.name,
    file: relative(ROOT, module.moduleId).split(sep).join('/'),
    failed: !module.ok(),
    tests: [...module.children.allTests()].map((test) => ({ titles: titlesOf(test), state: stateOf(test) })),
});
function stateOf(test) {
    const { state } = test.result();
    return state === 'pending' ? 'failed' : state;
}
function titlesOf(test) {
    const titles = [test.name];
    for (let { parent } = test; parent.type === 'suite'; { parent } = parent)
        titles.unshift(parent.name);
    return titles;
}
