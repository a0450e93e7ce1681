import { z } from 'zod';
import { defineMessage } from '../define-message.ts';

const agencyId = z.string();
const lookAgain = { owner: 'matcher', version: 1, nature: 'look-again' } as const;

/** What a Google event means here. `none`: it is not ours to show (e.g. availability only). */
export const outcome = z.enum(['appointment', 'busy', 'none']);

/** The matcher's verdict on one mirrored event, valid for exactly the state it was judged for. */
export const eventJudged = defineMessage({
  ...lookAgain,
  type: 'event.judged',
  shape: {
    agencyId,
    connectionId: z.string(),
    googleCalendarId: z.string(),
    /** Id of the mirror. */
    eventId: z.string(),
    judgedFor: z.object({ etag: z.string(), settingsVersion: z.number().int() }),
    outcome,
    /** Contacts the guests mean, in the order of the guests. */
    contactIds: z.array(z.string()),
    /** May triggers fire for what follows. */
    fires: z.boolean(),
    decisionId: z.string(),
    /** Why, as a key: for `busy` the reason of the block (`one-way`, `unknown-guests`, `create-off`...), for `appointment` the mode. */
    reason: z.string().optional(),
  },
  key: (data) => data.googleCalendarId,
});

export const contactChanged = defineMessage({
  ...lookAgain, type: 'contact.changed', shape: { agencyId, contactId: z.string(), version: z.number().int() }, key: (data) => data.contactId,
});
/** Erase every trace of this contact and answer with `contact.erased.done`. */
export const contactErased = defineMessage({
  ...lookAgain, type: 'contact.erased', shape: { agencyId, contactId: z.string() }, key: (data) => data.contactId,
});
