import type { DeadLetter } from '@portal-sync/bus';
import { AppError } from '@portal-sync/kernel';

/** How long a replay holds a letter, ms: one whose process died can be begun again after it. */
export const REPLAY_MS = 60_000;

/** The letter as it stands while it is being replayed. Rejects what was settled already and what somebody replays now. Pure. */
export function beginReplay(letter: DeadLetter, now: number): DeadLetter {
  refuseSettled(letter, now);
  return { ...letter, replayUntil: now + REPLAY_MS };
}

/** The letter that failed once more, with its newest reason. Pure. */
export const failedAgain = ({ replayUntil: _, ...letter }: DeadLetter, failure: Pick<DeadLetter, 'reason' | 'issues'>): DeadLetter => ({
  ...letter,
  ...failure,
  attempts: letter.attempts + 1,
});

/** The letter that nobody wants handled any more. A second time changes nothing. Pure. */
export function drop(letter: DeadLetter, now: number): DeadLetter | undefined {
  if (letter.state === 'dropped') return undefined;
  refuseSettled(letter, now);
  return { ...letter, state: 'dropped' };
}

function refuseSettled({ state, replayUntil }: DeadLetter, now: number): void {
  if (state !== 'dead') throw new AppError('refused', { detail: `It was ${state} already.` });
  if (replayUntil !== undefined && replayUntil > now) throw new AppError('refused', { detail: 'It is being replayed now.' });
}
