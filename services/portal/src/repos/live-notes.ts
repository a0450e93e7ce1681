import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';
import { change, ending } from '../domain/live-scope.ts';

/** What one portal process tells the others, for the pages that are open there. Each process writes over its own oldest note. */
export const liveNotes = defineCollection({
  name: 'liveNotes',
  schema: z.strictObject({
    /** process and place among its notes */
    id: z.string(),
    /** The process: an id that it made for itself at its start. */
    by: z.string(),
    /** When it was written, ms. */
    at: z.number(),
    changes: z.array(change),
    endings: z.array(ending),
  }),
  key: (note) => note.id,
  indexes: { byAt: { fields: ['at'] } },
});

/** A process keeps so many. */
export const NOTES_KEPT = 400;
/** It writes no more than one in this time, ms: its oldest note is ten seconds old when it is written over. */
export const NOTE_EACH_MS = 25;
