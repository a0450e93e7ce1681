import { contactErased } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { askRemoval } from '../actions/ask-removal.ts';
import type { Deps } from '../deps.ts';

export const onContactErased = (deps: Deps): MessageHandler =>
  on(contactErased, ({ agencyId, contactId }) => askRemoval(deps, 'contact', agencyId, contactId));
