import type { guestVerdict, outcome } from '@portal-sync/contracts';
import type { z } from 'zod';

/** What one guest turned out to be. `contactId` is set for the known; the created get theirs when they are written. */
export interface GuestJudgement {
  readonly address: string;
  readonly name: string | null;
  readonly verdict: z.infer<typeof guestVerdict>;
  readonly contactId: string | null;
}

/** Somebody who becomes a contact. */
export interface NewPerson {
  readonly address: string;
  readonly name: string | null;
}

/** The verdict on one Google event. */
export interface Verdict {
  readonly outcome: z.infer<typeof outcome>;
  /** May triggers fire for what follows. Never without an appointment. */
  readonly fires: boolean;
  /** Keys the portal has sentences for, in the order they applied; for a grey event the first is the reason of its block. */
  readonly reasons: readonly string[];
  /** Empty where the guests were not looked at. */
  readonly guests: readonly GuestJudgement[];
  readonly create: readonly NewPerson[];
}
