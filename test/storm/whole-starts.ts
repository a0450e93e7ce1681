import type { Start } from './product/ready-watch.ts';

const BY_ITSELF = /^code /;

/**
 * Starts as whoever waits for the service sees them: one that ended by itself before it was ready, the pause of its supervisor and the next start are one,
 * with all their time. One that was killed is over, and the next begins anew. Pure.
 */
export function wholeStarts(starts: readonly Start[]): readonly Start[] {
  const whole: Start[] = [];
  const open = new Map<string, Start>();
  for (const start of starts) {
    const before = open.get(start.name);
    const one = before === undefined ? start : joined(before, start);
    open.delete(start.name);
    if (start.readyMs === null && start.endedBy !== null && BY_ITSELF.test(start.endedBy)) open.set(start.name, one);
    else whole.push(one);
  }
  // What never came up to the end.
  return [...whole, ...open.values()];
}

function joined(before: Start, next: Start): Start {
  const waits = new Map(before.waits);
  for (const [what, ms] of next.waits) waits.set(what, (waits.get(what) ?? 0) + ms);
  const paused = Math.max(0, next.at - before.at - [...before.waits.values()].reduce((sum, ms) => sum + ms, 0));
  waits.set('ended by itself', (waits.get('ended by itself') ?? 0) + paused);
  return { ...next, at: before.at, readyMs: next.readyMs === null ? null : next.at - before.at + next.readyMs, waits };
}
