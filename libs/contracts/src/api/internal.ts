import { z } from 'zod';
import { agency } from './agency.ts';
import { mode } from './sync-settings.ts';
import { when } from './shapes.ts';

/** Shapes of the routes between our own services (audience `internal`, never exposed). */

/** `POST /internal/events/read` of the connector: what the matcher judges. */
export const eventsToJudge = z.strictObject({ agencyId: z.string(), eventIds: z.array(z.string()).min(1).max(100) });

export const eventGuest = z.object({
  address: z.string(),
  name: z.string().nullable(),
  /** The account whose calendar it is. */
  self: z.boolean(),
  resource: z.boolean(),
  organizer: z.boolean(),
  response: z.enum(['needs-action', 'accepted', 'tentative', 'declined']),
});

/** The policy that applied when the mirror was read; the verdict is valid for this version only. */
export const judgingPolicy = z.object({
  settingsVersion: z.number().int(),
  mode,
  /** Off: busy block in any mode. */
  createAppointments: z.boolean(),
  syncAllDay: z.boolean(),
  /** Null: the person's own calendar. */
  group: z.object({ allowContactCreation: z.boolean(), defaultCalendarId: z.string().nullable(), allowTrigger: z.boolean() }).nullable(),
  ownAddresses: z.array(z.string()),
  teamAddresses: z.array(z.string()),
  /** The event came with the first read of the calendar (or a mode change): no contacts and no triggers unless chosen. */
  backFill: z.object({ isBackFill: z.boolean(), contacts: z.boolean(), triggers: z.boolean() }),
  foldPlusTags: z.boolean(),
  blocklist: z.array(z.string()),
});

export const eventToJudge = z.object({
  eventId: z.string(),
  etag: z.string(),
  connectionId: z.string(),
  userId: z.string(),
  googleCalendarId: z.string(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  when,
  /** Our response when we are a guest; null when we organize it or stand outside. */
  ownResponse: z.enum(['needs-action', 'accepted', 'tentative', 'declined']).nullable(),
  organizer: z.object({ address: z.string().nullable(), self: z.boolean() }),
  guests: z.array(eventGuest),
  policy: judgingPolicy,
});
export type EventToJudge = z.infer<typeof eventToJudge>;

export const eventsToJudgeAnswer = z.object({ events: z.array(eventToJudge) });

/** `GET /internal/agencies/{agencyId}` of the broker. */
export const agencyCard = agency;
/** `GET /internal/agencies/{agencyId}/identity-key`: base64url; keys Google ids and marks. Never logged, never stored outside memory. */
export const identityKey = z.object({ key: z.string() });
/** `GET /internal/agencies?origin=` of the broker: which agency a host belongs to. */
export const agencyByOrigin = z.object({ agencyId: z.string() });

/** `GET /internal/users/{agencyId}/{userId}` of the broker; `sub` and known addresses tell our people among guests. */
export const userCard = z.object({
  id: z.string(),
  agencyId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['admin', 'staff', 'client', 'prospect']),
  contactId: z.string().nullable(),
  version: z.number().int(),
});
export type UserCard = z.infer<typeof userCard>;

/** `GET /internal/connections/{connectionId}` of the broker. */
export const connectionCard = z.object({
  id: z.string(),
  agencyId: z.string(),
  userId: z.string(),
  product: z.enum(['calendar-2way', 'calendar-1way', 'meet']),
  state: z.enum(['live', 'broken', 'paused', 'removing']),
  cause: z.string().nullable(),
  /** The Google account's address. */
  account: z.string(),
  grantedScopes: z.array(z.string()),
  version: z.number().int(),
  /** When `state` began, ms. */
  since: z.number().int().optional(),
  /** While it is removed: what the person wants done with the events that we made. */
  googleEvents: z.enum(['keep', 'remove']).optional(),
});
export type ConnectionCard = z.infer<typeof connectionCard>;

/** `GET /internal/contacts/{agencyId}/{contactId}` of the matcher: the card others keep. */
export const contactCard = z.object({ id: z.string(), agencyId: z.string(), name: z.string(), addresses: z.array(z.string()), version: z.number().int() });
export type ContactCard = z.infer<typeof contactCard>;

/** `GET /internal/appointments/{agencyId}/{appointmentId}` of the connector: current state, for actions that look before they act. */
export const appointmentCard = z.object({
  id: z.string(),
  agencyId: z.string(),
  version: z.number().int(),
  title: z.string(),
  when,
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  calendarId: z.string(),
  type: z.string(),
  hostUserId: z.string(),
  contactId: z.string().nullable(),
});
