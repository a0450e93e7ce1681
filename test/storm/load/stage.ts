import type { Person } from '@portal-sync/all-in-one/person';
import type { Rule } from '@portal-sync/contracts';
import type { Platform } from '../../house/platform.ts';
import type { Matter } from './matter.ts';
import type { Dice, Say, StormProduct } from './storm-product.ts';
import type { Tally } from './tally.ts';
import type { Patience } from './until-answered.ts';
import type { WebhookReceiver } from './webhook-receiver.ts';

export interface KnownContact {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

/** One agency with all that the load set up there. */
export interface StageAgency {
  readonly id: string;
  readonly origin: string;
  readonly zone: string;
  readonly platform: Platform;
  readonly admin: Person;
  /** Somebody who books for themselves. */
  readonly client: { readonly person: Person; readonly contactId: string };
  readonly contacts: readonly KnownContact[];
  readonly rules: readonly Rule[];
  readonly campaignId: string;
}

/** Somebody with a Google account whose calendar syncs, or will. */
export interface Member {
  readonly agency: StageAgency;
  readonly userId: string;
  readonly email: string;
  readonly person: Person;
  /** `rover` disconnects and comes back, `late` connects during the storm. Of these, firings for what came from Google depend on what was a first read. */
  readonly kind: 'steady' | 'rover' | 'late';
  readonly mode: 'two-way' | 'smart';
  readonly conflictPolicy: 'platform-wins' | 'google-wins' | 'last-modified-wins';
  /** Null while not connected. */
  connectionId: string | null;
}

/** A mail that Google owes because a person there asked for it. */
export interface OwedMail {
  readonly to: string;
  readonly eventId: string;
}

/** Everything operations work with. */
export interface Stage {
  readonly product: StormProduct;
  readonly random: Dice;
  readonly say: Say;
  readonly tally: Tally;
  readonly patience: Patience;
  readonly agencies: readonly StageAgency[];
  readonly members: readonly Member[];
  readonly matters: Matter[];
  /** Who is connecting or disconnecting now. */
  readonly onTheWay: Set<Member>;
  readonly owedMails: OwedMail[];
  readonly receiver: WebhookReceiver;
  /** What was refused though nothing was wrong with it, or never answered. */
  readonly refused: string[];
  readonly unanswered: string[];
  /** Goes into every tag, so that storms on one product do not meet. */
  readonly mark: string;
  /** A number that was never given before. */
  next(): number;
}

export const pick = <T>(random: Dice, from: readonly T[]): T | undefined => from[Math.floor(random.unit() * from.length)];
