import { sameHash } from './ticket.ts';

export type StateVerdict = 'good' | 'unknown' | 'replayed' | 'expired' | 'other-browser';

/** May this trip to Google end here? `state` is what we kept under the name that came back; `hash` and `browser` are of what came. */
export function judgeState(
  state: { readonly hash: string; readonly browser: string; readonly expiresAt: number; readonly usedAt: number | null } | undefined,
  came: { readonly hash: string; readonly browser: string | undefined; readonly now: number },
): StateVerdict {
  // made up or altered: nobody's
  if (state === undefined || !sameHash(state.hash, came.hash)) return 'unknown';
  if (state.usedAt !== null) return 'replayed';
  if (state.expiresAt <= came.now) return 'expired';
  // somebody else clicked, or a forged return: the trip began in another browser
  if (came.browser === undefined || !sameHash(state.browser, came.browser)) return 'other-browser';
  return 'good';
}
