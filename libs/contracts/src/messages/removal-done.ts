import { z } from 'zod';
import { defineMessage } from '../define-message.ts';

/** Owners of records about agencies and people: each is asked to forget, and answers. */
export const RECORD_OWNERS = ['broker', 'connector', 'matcher', 'trigger', 'portal'] as const;
export type RecordOwner = (typeof RECORD_OWNERS)[number];

/** The answers to a removal: every owner of records says that it is done and how many it removed. One kind per owner, because a message has one writer. */
const done = (type: 'agency.removed.done' | 'user.removed.done' | 'contact.erased.done') =>
  Object.fromEntries(
    RECORD_OWNERS.map((owner) => [
      owner,
      defineMessage({
        type,
        version: 1,
        owner,
        nature: 'look-again',
        shape: { agencyId: z.string(), subjectId: z.string(), service: z.string(), count: z.number().int() },
        key: (data) => data.agencyId,
      }),
    ]),
  ) as Record<RecordOwner, ReturnType<typeof defineMessage<{ agencyId: z.ZodString; subjectId: z.ZodString; service: z.ZodString; count: z.ZodNumber }>>>;

export const agencyRemovedDone = done('agency.removed.done');
export const userRemovedDone = done('user.removed.done');
export const contactErasedDone = done('contact.erased.done');
