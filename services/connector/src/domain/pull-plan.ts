import type { SyncSettings, SyncSettingsValues } from '@portal-sync/contracts';
import { jitterMs } from '@portal-sync/kernel';

export type PullPlan = SyncSettings['pull'];

export interface PullFacts {
  readonly frequency: SyncSettingsValues['frequency'];
  /** We have an address at which Google can notify us. */
  readonly canNotify: boolean;
  /** Whether Google lets us watch the calendar: not asked yet, yes, no. */
  readonly watch: 'off' | 'on' | 'refused';
  readonly reconcileSeconds: number;
}

const EVERY_SECONDS = { 'realtime': 30, '5-minutes': 300, '15-minutes': 900, 'hourly': 3_600 } as const;

/** How changes in Google reach us, how often we look by ourselves, and why so (a key the portal has a sentence for). */
export function pullPlan({ frequency, canNotify, watch, reconcileSeconds }: PullFacts): PullPlan {
  if (frequency === 'manual') return { by: 'manual', everySeconds: null, because: 'manual' };
  if (frequency !== 'realtime') return { by: 'poll', everySeconds: EVERY_SECONDS[frequency], because: 'chosen' };
  if (!canNotify) return { by: 'poll', everySeconds: EVERY_SECONDS.realtime, because: 'no-notify-address' };
  if (watch === 'refused') return { by: 'poll', everySeconds: EVERY_SECONDS.realtime, because: 'cannot-be-watched' };
  return { by: 'watch', everySeconds: reconcileSeconds, because: 'watching' };
}

/** When to read next by ourselves (ms); null: only when asked. Until a channel is open we poll, whatever will come. */
export function nextPullAfter(facts: PullFacts, now: number, unit: number): number | null {
  const { by, everySeconds } = pullPlan(facts);
  if (everySeconds === null) return null;
  const seconds = by === 'watch' && facts.watch !== 'on' ? EVERY_SECONDS.realtime : everySeconds;
  return now + jitterMs(seconds * 1_000, unit);
}

/** Google calls https addresses only; a Google on this machine may be given a loopback address. */
export function canNotify(notifyUrl: string | undefined, googleApiRoot: string): boolean {
  if (notifyUrl === undefined) return false;
  return notifyUrl.startsWith('https:') || isLoopback(googleApiRoot);
}

const isLoopback = (url: string): boolean => /^https?:\/\/(127\.0\.0\.1|\[::1\]|localhost|[^/]*\.localhost)(:|\/|$)/.test(url);
