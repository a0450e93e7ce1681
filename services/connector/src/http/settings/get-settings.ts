import { syncSettings } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute, etagOf } from '@portal-sync/runtime';
import { findConnection } from '../../actions/find-connection.ts';
import type { Deps } from '../../deps.ts';
import { settingsOf } from '../../repos/settings-of.ts';
import { connectionParams } from '../params.ts';
import { confinesOf, OWN_CONNECTION } from '../who.ts';
import { presentSettings } from './present-settings.ts';

export const getSyncSettings = defineRoute({
  id: 'getSyncSettings',
  method: 'GET',
  path: '/v1/sync-settings/{connectionId}',
  summary: 'How a connection syncs',
  who: OWN_CONNECTION,
  params: connectionParams,
  answers: { 200: syncSettings },
  async handle(request, deps: Deps) {
    const card = await findConnection(deps, confinesOf(request), request.params.connectionId);
    if (card.product === 'meet') throw new AppError('not-found', { detail: 'This connection does not sync a calendar.' });
    const doc = await settingsOf(deps.store, card);
    return { status: 200, headers: { etag: etagOf(doc.version) }, body: await presentSettings(deps, card, doc) };
  },
});
