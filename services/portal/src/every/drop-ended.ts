import type { Job } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';
import { liveNotes } from '../repos/live-notes.ts';
import { sessions } from '../repos/sessions.ts';
import { signIns } from '../repos/sign-ins.ts';

/** Notes of live updates are read within seconds; those of a process that is gone are written over by nobody. */
const NOTES_FOR_MS = 10 * 60_000;

/** Sessions and sign-ins that have ended leave the store, and old notes. They are refused from their end on, or read by nobody; this only tidies up. */
export const dropEnded = (deps: Deps): Job => ({
  name: 'drop-ended',
  everyMs: 10 * 60_000,
  async run({ signal }) {
    const range = { lte: deps.clock.now() };
    const ended = await deps.store.find(sessions, { index: 'byEnd', equals: [], range, limit: 1000 });
    const begun = await deps.store.find(signIns, { index: 'byEnd', equals: [], range, limit: 1000 });
    const notes = await deps.store.find(liveNotes, { index: 'byAt', equals: [], range: { lte: deps.clock.now() - NOTES_FOR_MS }, limit: 1000 });
    for (const { id } of ended.items) if (!signal.aborted) await deps.store.remove(sessions, id);
    for (const { id } of begun.items) if (!signal.aborted) await deps.store.remove(signIns, id);
    for (const { id } of notes.items) if (!signal.aborted) await deps.store.remove(liveNotes, id);
  },
});
