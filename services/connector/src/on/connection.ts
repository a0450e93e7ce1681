import {
  connectionBroken, connectionCard, connectionChanged, connectionMade, connectionRemoved, connectionRemoving,
} from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { beginRelease } from '../actions/begin-release.ts';
import { forgetConnection } from '../actions/forget-connection.ts';
import { keepConnection } from '../actions/keep-connection.ts';
import { findUser } from '../actions/keep-user.ts';
import type { Deps } from '../deps.ts';

/** Made, changed, broken: the broker is asked how the connection stands now, whatever the message said when it was written. */
async function look(deps: Deps, { agencyId, connectionId }: { agencyId: string; connectionId: string }): Promise<void> {
  const card = await deps.broker.get(`/internal/connections/${encodeURIComponent(connectionId)}`, connectionCard);
  if (card === undefined || card.agencyId !== agencyId) return;
  // Whose it is decides what is planned for it: the person's card should be here first.
  await findUser(deps, agencyId, card.userId);
  deps.calls.forget(connectionId);
  await keepConnection(deps, card);
}

export const onConnection = (deps: Deps): readonly MessageHandler[] => [
  on(connectionMade, (data) => look(deps, data)),
  on(connectionChanged, (data) => look(deps, data)),
  on(connectionBroken, (data) => look(deps, data)),
  on(connectionRemoving, (data) => beginRelease(deps, data)),
  on(connectionRemoved, (data) => forgetConnection(deps, data)),
];
