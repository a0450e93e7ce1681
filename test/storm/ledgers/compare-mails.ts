import type { OwedMail } from '../load/stage.ts';
import type { AgencyEvidence, GoogleMail } from './evidence.ts';
import { LedgerCount, type LedgerRow } from './ledger-row.ts';

type MailsOf = Pick<AgencyEvidence, 'id' | 'firings' | 'mails'>;

/** Mails: Google sends those that a person asked for there and none for us; ours are exactly those of the firings' mail actions that were done. */
export function compareMails(agencies: readonly MailsOf[], owed: readonly OwedMail[], google: readonly GoogleMail[], mark: string): LedgerRow {
  const count = new LedgerCount('mails');
  const sent = google.filter(({ subject }) => subject.includes(`${mark}-`));
  for (const { to, eventId } of owed) count.once(sent.filter((mail) => mail.kind === 'invitation' && mail.to === to && mail.eventId === eventId).length, `Google's invitation of ${to} to ${eventId}`);
  for (const mail of sent) {
    const asked = mail.kind === 'invitation' && owed.some(({ to, eventId }) => to === mail.to && eventId === mail.eventId);
    if (!asked) count.fault('wrong', `Google mailed ${mail.to}: ${mail.subject}`);
  }
  for (const agency of agencies) compareOurs(count, agency);
  return count.row();
}

function compareOurs(count: LedgerCount, { id, firings, mails }: MailsOf): void {
  const byFiring = new Map<string, string[]>();
  for (const { firingId, to, subject } of mails) byFiring.set(firingId, [...(byFiring.get(firingId) ?? []), `${to} ${subject}`]);
  for (const firing of firings) {
    const due = firing.actions.filter(({ kind, state }) => kind === 'mail' && state === 'done').length;
    const found = byFiring.get(firing.id) ?? [];
    count.expect(due);
    count.find(found.length);
    const what = `${id}: mails of firing ${firing.id} (${firing.ruleName}): ${found.length} instead of ${due}`;
    if (found.length < due) count.fault('lost', what, due - found.length);
    if (found.length > due || new Set(found).size < found.length) count.fault('doubled', what);
    byFiring.delete(firing.id);
  }
  for (const [firingId, found] of byFiring) count.fault('wrong', `${id}: mailed for firing ${firingId}, which is not there: ${found[0]}`, found.length);
}
