import { z } from 'zod';
import { defineCollection } from '@portal-sync/store';

/** A message that could not be handled: where it came from, why, how often it was tried. `issues` names paths, never values. */
export const deadLetters = defineCollection({
  name: 'deadLetters',
  schema: z.object({
    /** group + owner + partition + position: the same message dies once. */
    id: z.string(),
    group: z.string(),
    owner: z.string(),
    partition: z.number().int(),
    position: z.number().int(),
    type: z.string(),
    message: z.unknown(),
    reason: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })),
    attempts: z.number().int(),
    /** ms since the epoch */
    at: z.number(),
    state: z.enum(['dead', 'replayed', 'dropped']),
    /** While somebody replays it: until when nobody else does, ms. */
    replayUntil: z.number().optional(),
  }),
  key: (letter) => letter.id,
  indexes: { byState: { fields: ['state', 'at'] }, byPlace: { fields: ['group', 'owner', 'partition', 'position'] } },
});

export type DeadLetter = z.infer<typeof deadLetters.schema>;

/** The letter whose message was handled after all. Pure. */
export const replayed = ({ replayUntil: _, ...letter }: DeadLetter): DeadLetter => ({ ...letter, state: 'replayed', attempts: letter.attempts + 1 });
