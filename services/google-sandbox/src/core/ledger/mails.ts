import type { World } from '../world.ts';

/** A mail that Google would have sent. Nothing is ever sent; tests and people read the ledger. */
export interface Mail {
  readonly at: number;
  readonly kind: 'invitation' | 'update' | 'cancellation' | 'reply';
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly calendarId: string;
  readonly eventId: string;
  readonly iCalUID: string;
}

const KEPT = 20_000;

export function recordMail(world: World, mail: Omit<Mail, 'at'>): void {
  const { mails } = world.state;
  mails.push({ at: world.now(), ...mail });
  if (mails.length > 1.2 * KEPT) mails.splice(0, mails.length - KEPT);
}
