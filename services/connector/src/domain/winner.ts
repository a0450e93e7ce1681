import type { ConflictPolicy } from '@portal-sync/contracts';

export type Winner = 'platform' | 'google';

/** Two edits this close together count as at the same time, and the platform wins: clocks are no better than that. */
const SAME_TIME_MS = 2_000;

/** Who wins a field that both sides changed. Times in Google's time, ms. `manual` keeps ours until a person decides. */
export function winnerOf(policy: ConflictPolicy, ourEditAt: number, theirEditAt: number): Winner {
  switch (policy) {
    case 'google-wins': return 'google';
    case 'last-modified-wins': return theirEditAt - ourEditAt > SAME_TIME_MS ? 'google' : 'platform';
    case 'platform-wins':
    case 'manual': return 'platform';
  }
}
