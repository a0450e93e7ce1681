import { contactChanged } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { keepContact } from '../actions/keep-contact.ts';
import { renameInGoogle } from '../actions/rename-in-google.ts';
import type { Deps } from '../deps.ts';

/** Keeps the contact's card. A client's name stands before titles in Google, so a new name is written there too. */
export const onContactChanged = (deps: Deps): MessageHandler =>
  on(contactChanged, async ({ agencyId, contactId }) => {
    const kept = await keepContact(deps, agencyId, contactId);
    if (kept !== undefined && kept.before !== undefined && kept.before.name !== kept.card.name) await renameInGoogle(deps, agencyId, contactId);
  });
