import type { CloudEvent } from '@portal-sync/kernel';
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import { dueFields, newDue } from '../due.ts';

/** A document with a bit of everything. */
export const notes = defineCollection({
  name: 'notes',
  schema: z.object({
    id: z.string(),
    agencyId: z.string(),
    title: z.string(),
    rank: z.union([z.number(), z.string()]).nullable(),
    slug: z.string().nullable(),
    done: z.boolean(),
    place: z.object({ city: z.string() }).optional(),
    extra: z.record(z.string(), z.string()).optional(),
  }),
  key: (note) => note.id,
  indexes: {
    byRank: { fields: ['agencyId', 'rank'] },
    byDone: { fields: ['agencyId', 'done', 'rank'] },
    byCity: { fields: ['place.city'] },
    bySlug: { fields: ['agencyId', 'slug'], unique: true },
  },
});

export type Note = z.infer<typeof notes.schema>;

export const note = (id: string, fields: Partial<Note> = {}): Note => ({
  id,
  agencyId: 'a',
  title: `note ${id}`,
  rank: null,
  slug: null,
  done: false,
  ...fields,
});

/** A document that waits for workers. */
export const jobs = defineCollection({
  name: 'jobs',
  schema: z.object({ id: z.string(), runs: z.number().int(), ...dueFields }),
  key: (job) => job.id,
  due: true,
});

export type Job = z.infer<typeof jobs.schema>;

export const job = (id: string, dueAt: number | null): Job => ({ id, runs: 0, ...newDue(dueAt) });

/** A message about `key`, told from others by `id`. */
export const message = (key: string, id: string, data: unknown = {}): CloudEvent => ({
  specversion: '1.0',
  id,
  source: '/bench',
  type: 'note.changed',
  time: '2026-01-05T09:00:00Z',
  datacontenttype: 'application/json',
  dataversion: 1,
  partitionkey: key,
  agency: 'a',
  data,
});
