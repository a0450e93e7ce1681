import { ENGINE_PAIRS, pairOfEngine } from './engine-pairs.ts';
const STORY = /^test\/stories\/(.+)\.test\.ts$/;
const CONTRACT = /^(store|bus) contract: (.+)$/;
/**
 * Which stories ran on which pair of engines, and how each ended: a row per story, a column per pair; then a row per contract that engines are held to,
 * with how many of its rules passed. Results stand first, since titles are long. Empty where no story ran. Pure.
 */
export function storiesTable(report) {
    const stories = rowsOf(report, (project, file, titles) => {
        const story = STORY.exec(file)?.[1];
        const pair = ENGINE_PAIRS.find((each) => each.project === project);
        return story === undefined || pair === undefined ? undefined : { row: `${story}: ${titles.at(-1)}`, pair };
    });
    if (stories.size === 0)
        return [];
    const contracts = rowsOf(report, (_project, _file, titles) => {
        const [, port, engine] = titles.map((title) => CONTRACT.exec(title)).find((found) => found !== null) ?? [];
        return port === undefined || engine === undefined ? undefined : { row: `contract of the ${port}`, pair: pairOfEngine(engine) };
    });
    const cells = [
        ['story', (pair) => pair.name],
        ...[...stories].map(([title, ended]) => [title, (pair) => wordOf(ended.get(pair) ?? [])]),
        ...[...contracts].map(([title, ended]) => [title, (pair) => countOf(ended.get(pair) ?? [])]),
        [`${stories.size} stories`, (pair) => countOf([...stories.values()].flatMap((ended) => ended.get(pair) ?? []))],
    ].map(([title, cell]) => [...ENGINE_PAIRS.map(cell), title]);
    const widths = ENGINE_PAIRS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
    return cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
/** Tests gathered in rows, in the order in which they stand in their files. */
function rowsOf(report, placeOf) {
    const rows = new Map();
    const files = [...report].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
    for (const { project, file, tests } of files) {
        for (const { titles, state } of tests) {
            const place = placeOf(project, file, titles);
            if (place === undefined)
                continue;
            const row = rows.get(place.row) ?? new Map();
            rows.set(place.row, row);
            row.set(place.pair, [...(row.get(place.pair) ?? []), state]);
        }
    }
    return rows;
}
const wordOf = (states) => (states.length === 0 ? 'not run' : ['failed', 'skipped'].find((bad) => states.includes(bad)) ?? 'passed');
function countOf(states) {
    if (states.length === 0)
        return 'not run';
    const parts = ['passed', 'failed', 'skipped'].map((state) => [states.filter((each) => each === state).length, state]);
    return parts.filter(([count]) => count > 0).map(([count, state]) => `${count} ${state}`).join(', ');
}
