import { z } from 'zod';
import { defineMessage } from '../define-message.ts';

const agencyId = z.string();
const lookAgain = { owner: 'connector', version: 1, nature: 'look-again' } as const;

/** Google events that need judging, by the ids of their mirrors (at most 100). The matcher reads them in one batch. */
export const eventSeen = defineMessage({
  ...lookAgain,
  type: 'event.seen',
  shape: { agencyId, connectionId: z.string(), googleCalendarId: z.string(), eventIds: z.array(z.string()).min(1).max(100) },
  key: (data) => data.googleCalendarId,
});

export const appointmentChange = z.enum(['booked', 'rescheduled', 'changed', 'cancelled', 'revived']);
export const bookedBy = z.enum(['staff', 'customer', 'platform', 'google']);
export const changeCause = z.enum(['api', 'google', 'push', 'import', 'back-fill', 'reset', 'repair', 'judged', 'conflict']);
export type AppointmentChangeKind = z.infer<typeof appointmentChange>;
export type BookedBy = z.infer<typeof bookedBy>;
export type ChangeCause = z.infer<typeof changeCause>;

/** One version of an appointment, an immutable row. `fires` is false for import, back-fill, reset, repair and disable-trigger. */
export const appointmentChanged = defineMessage({
  owner: 'connector',
  version: 1,
  nature: 'happened',
  type: 'appointment.changed',
  shape: {
    agencyId,
    appointmentId: z.string(),
    /** Version of the appointment this row made. */
    version: z.number().int(),
    kind: appointmentChange,
    changedFields: z.array(z.string()),
    cause: changeCause,
    /** Contacts concerned: the client first, then guests known as contacts. */
    contactIds: z.array(z.string()),
    calendarId: z.string(),
    appointmentType: z.string(),
    bookedBy,
    fires: z.boolean(),
  },
  key: (data) => data.appointmentId,
});

export const runFinished = defineMessage({
  ...lookAgain, type: 'run.finished', shape: { agencyId, connectionId: z.string(), runId: z.string() }, key: (data) => data.connectionId,
});
export const conflictFound = defineMessage({
  ...lookAgain, type: 'conflict.found', shape: { agencyId, conflictId: z.string(), appointmentId: z.string() }, key: (data) => data.appointmentId,
});
export const conflictSettled = defineMessage({
  ...lookAgain, type: 'conflict.settled', shape: { agencyId, conflictId: z.string(), appointmentId: z.string() }, key: (data) => data.appointmentId,
});
/** The answer to `connection.removing`: nothing of ours runs against this connection any more. */
export const connectionReleased = defineMessage({
  ...lookAgain, type: 'connection.released', shape: { agencyId, connectionId: z.string(), removedEvents: z.number().int() }, key: (data) => data.connectionId,
});
/** Google refused our token or scopes while we worked: the broker probes. */
export const accessRefused = defineMessage({
  ...lookAgain,
  type: 'access.refused',
  shape: { agencyId, connectionId: z.string(), reason: z.enum(['auth', 'scope']) },
  key: (data) => data.connectionId,
});
