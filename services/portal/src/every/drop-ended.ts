import type { Job } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';
import { sessions } from '../repos/sessions.ts';
import { signIns } from '../repos/sign-ins.ts';

/** Sessions and sign-ins that have ended leave the store. They are refused from their end on; this only tidies up. */
export const dropEnded = (deps: Deps): Job => ({
  name: 'drop-ended',
  everyMs: 10 * 60_000,
  async run({ signal }) {
    const range = { lte: deps.clock.now() };
    const ended = await deps.store.find(sessions, { index: 'byEnd', equals: [], range, limit: 1000 });
    const begun = await deps.store.find(signIns, { index: 'byEnd', equals: [], range, limit: 1000 });
    for (const { id } of ended.items) if (!signal.aborted) await deps.store.remove(sessions, id);
    for (const { id } of begun.items) if (!signal.aborted) await deps.store.remove(signIns, id);
  },
});
