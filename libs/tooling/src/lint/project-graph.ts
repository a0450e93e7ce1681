import { readCachedProjectGraph } from '@nx/devkit';

/**
 * Fails when there is no project graph to judge imports by. Without one the boundaries rule is skipped and lint passes:
 * a rule that can go silent must be watched.
 */
export function needProjectGraph(): void {
  let count = 0;
  try {
    count = Object.keys(readCachedProjectGraph().nodes).length;
  } catch {
    // Told below.
  }
  if (count < 10) throw new Error('There is no project graph, so imports between packages cannot be judged: lint with `npm run check`.');
}
