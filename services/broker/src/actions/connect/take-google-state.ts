import { sha256 } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { judgeState, type StateVerdict } from '../../domain/connect/judge-state.ts';
import { readTicket } from '../../domain/connect/ticket.ts';
import { googleStates, type GoogleState } from '../../repos/google-states.ts';

export type TakenState =
  | { readonly verdict: 'unknown'; readonly state: undefined }
  | { readonly verdict: Exclude<StateVerdict, 'unknown'>; readonly state: GoogleState };

/** Uses a state up, before anything else of the callback is read: whatever comes of it, it works once. */
export async function takeGoogleState(deps: Deps, text: string | undefined, cookie: string | undefined): Promise<TakenState> {
  const ticket = readTicket(text ?? '');
  if (ticket === undefined) return { verdict: 'unknown', state: undefined };
  return deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    const state = await tx.get(googleStates, ticket.id);
    const verdict = judgeState(state, { hash: ticket.hash, browser: cookie === undefined ? undefined : sha256(cookie), now });
    if (verdict === 'unknown' || state === undefined) return { verdict: 'unknown', state: undefined };
    if (state.usedAt === null) await tx.update(googleStates, state.id, (kept) => ({ ...kept, usedAt: now }));
    return { verdict, state };
  });
}
