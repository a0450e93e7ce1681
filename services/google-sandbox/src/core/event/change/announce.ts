import { sameDomain } from '../../accounts.ts';
import { recordMail } from '../../ledger/mails.ts';
import type { Mail } from '../../ledger/mails.ts';
import { NEWSWORTHY, changedKeys, touches } from './changed-keys.ts';
import { guestsOf } from '../people.ts';
import type { EventFields, StoredEvent } from '../stored-event.ts';
import type { WriteCall } from './write-call.ts';

const SUBJECT = { invitation: 'Invitation', update: 'Updated invitation', cancellation: 'Canceled event' } as const;

/** Which mail each guest is owed for a change of a meeting; no news, no mail. */
export function mailsFor(before: EventFields | undefined, after: EventFields | undefined): Map<string, keyof typeof SUBJECT> {
  const owed = new Map<string, keyof typeof SUBJECT>();
  const was = new Set(guestsOf(before));
  const is = new Set(guestsOf(after));
  const news = before !== undefined && after !== undefined && touches(changedKeys(before, after), NEWSWORTHY);
  for (const email of is) {
    if (!was.has(email)) owed.set(email, 'invitation');
    else if (news) owed.set(email, 'update');
  }
  for (const email of was) if (!is.has(email)) owed.set(email, 'cancellation');
  return owed;
}

/** Writes the mails of a change into the ledger, as `sendUpdates` says. `after` is undefined when the event is gone. */
export function announce(call: WriteCall, row: StoredEvent, before: EventFields | undefined, after: EventFields | undefined): void {
  const fields = after ?? before;
  if (call.notify === 'none' || !fields) return;
  const from = fields.organizer.email;
  for (const [to, kind] of mailsFor(before, after)) {
    if (call.notify === 'externalOnly' && sameDomain(call.world, from, to)) continue;
    record(call, row, { kind, from, to, subject: `${SUBJECT[kind]}: ${fields.summary ?? '(No title)'}` });
  }
}

/** A guest's answer goes to the organizer. */
export function announceReply(call: WriteCall, row: StoredEvent, fields: EventFields, answer: string): void {
  const from = call.calendar.head.id;
  const to = fields.organizer.email;
  if (call.notify === 'none' || (call.notify === 'externalOnly' && sameDomain(call.world, to, from))) return;
  record(call, row, { kind: 'reply', from, to, subject: `${answer}: ${fields.summary ?? '(No title)'}` });
}

function record(call: WriteCall, row: StoredEvent, mail: Pick<Mail, 'kind' | 'from' | 'to' | 'subject'>): void {
  recordMail(call.world, { ...mail, calendarId: call.calendar.head.id, eventId: row.id, iCalUID: row.iCalUID });
}
