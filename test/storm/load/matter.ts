/** The side on which something was said: the platform, or Google. */
export type Side = 'here' | 'there';

/** What the load edits. Times are told as the instant of their start, ms, as text. */
export const FIELDS = ['title', 'location', 'description', 'when'] as const;
export type Field = (typeof FIELDS)[number];
export type Values = Readonly<Record<Field, string>>;

/** One value that somebody wrote. No value is ever written twice, so that a value tells its write. */
export interface Write {
  readonly field: Field;
  readonly side: Side;
  readonly value: string;
  /** What the field said where it was written, before. Null: written without having looked. */
  readonly saw: string | null;
  readonly startedAt: number;
  /** When it was answered with success; null: it never was, so it may stand or not. */
  ackedAt: number | null;
}

/** What a field said when somebody looked. */
export interface Look {
  readonly field: Field;
  readonly side: Side;
  readonly value: string;
  readonly at: number;
}

/** A version that the API acknowledged, and what was written with it. */
export interface Acknowledged {
  readonly version: number;
  readonly values: Partial<Values>;
}

/**
 * How it ended. `certain`: whoever ended it had everything before their eyes that was ever said, so it must end as cancelled. Otherwise an edit
 * on the other side may have met it, and the policy decides.
 */
export interface Ending {
  readonly side: Side;
  readonly certain: boolean;
  ackedAt: number | null;
}

/** One appointment or event of the load, from its making to its end, with all that was asked of it. The intents ledger is a list of these. */
export interface Matter {
  /** Begins every title it ever has, on both sides. */
  readonly tag: string;
  readonly agencyId: string;
  readonly hostUserId: string;
  readonly staffUserIds: readonly string[];
  readonly madeBy: 'platform' | 'person' | 'client' | 'google';
  /** What the modes make of it. */
  readonly becomes: 'appointment' | 'block';
  /** The contact it must be tied to, by id; null: none. */
  readonly contactId: string | null;
  /** Of one made in Google: a guest nobody knew, who must be a contact once in the end. */
  readonly newGuest: string | null;
  readonly externalId: string | null;
  appointmentId: string | null;
  /** In the host's calendar. */
  eventId: string | null;
  /** When its making was answered with success; null: never. */
  madeAt: number | null;
  readonly writes: Write[];
  readonly looks: Look[];
  readonly acknowledged: Acknowledged[];
  ending: Ending | null;
  /** Somebody is at it: one thing at a time, except where both sides are edited on purpose. */
  busy: boolean;
}

export const newMatter = (of: Pick<Matter, 'tag' | 'agencyId' | 'hostUserId' | 'madeBy'> & Partial<Matter>): Matter => ({
  staffUserIds: [],
  becomes: 'appointment',
  contactId: null,
  newGuest: null,
  externalId: null,
  appointmentId: null,
  eventId: null,
  madeAt: null,
  writes: [],
  looks: [],
  acknowledged: [],
  ending: null,
  busy: false,
  ...of,
});
