import { userChanged } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { keepUser } from '../actions/keep-user.ts';
import type { Deps } from '../deps.ts';

/** Keeps the person's card, and gives who works here a calendar of their own. */
export const onUserChanged = (deps: Deps): MessageHandler => on(userChanged, async ({ agencyId, userId }) => void (await keepUser(deps, agencyId, userId)));
