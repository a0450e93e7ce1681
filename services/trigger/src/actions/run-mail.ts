import { contactCard, userCard, type RuleAction } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Deps } from '../deps.ts';
import { composeMail } from '../domain/compose-mail.ts';
import { effectId, withAction, type StoredFiring } from '../repos/firings.ts';
import { mails } from '../repos/mails.ts';
import type { Card } from './run-appointment.ts';
import { settle } from './settle.ts';

type Mail = Extract<RuleAction, { kind: 'mail' }>;

/** Writes a mail into the ledger, in the agency's name, as appointment and people stand now. */
export async function runMail(deps: Deps, firing: StoredFiring, place: number, action: Mail, card: Card | undefined): Promise<void> {
  const { agencyId, contactId } = firing;
  const agency = await deps.agencies.get(agencyId);
  if (agency === undefined || card === undefined) throw new AppError('upstream-failed', { cause: new Error('no agency or appointment to write a mail about') });
  const contact = contactId === null ? undefined : await deps.matcher.get(`/internal/contacts/${path(agencyId, contactId)}`, contactCard);
  const host = action.to === 'host' ? await deps.broker.get(`/internal/users/${path(agencyId, card.hostUserId)}`, userCard) : undefined;
  const to = action.to === 'host' ? host?.email : contact?.addresses[0];
  await settle(deps, firing, place, async (tx, now) => {
    if (to === undefined || to === '') return withAction(now, place, { state: 'skipped', detail: 'no-address' });
    const facts = { client: contact?.name ?? '', title: card.title, when: card.when, agency: agency.brand.name, locale: agency.locale };
    await tx.put(mails, {
      agencyId,
      id: deps.makeId(),
      effectId: effectId(now.id, place),
      firingId: now.id,
      fromName: agency.brand.name,
      to,
      ...composeMail(action, facts),
      at: deps.clock.now(),
      contactId,
      userId: host?.id ?? null,
    });
    return withAction(now, place, { state: 'done', attempts: 1 });
  });
}

const path = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('/');
