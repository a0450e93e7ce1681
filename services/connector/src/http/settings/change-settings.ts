import { syncSettings, syncSettingsChange } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { checkIfMatch, defineRoute, etagOf } from '@portal-sync/runtime';
import { saveSettings } from '../../actions/save-settings.ts';
import type { Deps } from '../../deps.ts';
import { reachConnection } from '../../repos/reach-connection.ts';
import { settingsOf } from '../../repos/settings-of.ts';
import { connectionParams } from '../params.ts';
import { confinesOf, OWN_CONNECTION } from '../who.ts';
import { presentSettings } from './present-settings.ts';

export const changeSyncSettings = defineRoute({
  id: 'changeSyncSettings',
  method: 'PATCH',
  path: '/v1/sync-settings/{connectionId}',
  summary: 'Change how a connection syncs; only what is named changes',
  who: OWN_CONNECTION,
  params: connectionParams,
  body: syncSettingsChange,
  answers: { 200: syncSettings },
  async handle(request, deps: Deps) {
    const confines = confinesOf(request);
    const agency = await deps.agencies.get(confines.agencyId);
    if (agency === undefined) throw new AppError('not-found');
    const { card, doc } = await deps.store.transaction(async (tx) => {
      const found = await reachConnection(tx, confines, request.params.connectionId);
      if (found.product === 'meet') throw new AppError('not-found', { detail: 'This connection does not sync a calendar.' });
      if (found.state === 'removing') throw new AppError('refused', { detail: 'This connection is being removed.' });
      const before = await settingsOf(tx, found);
      checkIfMatch(request, before.version);
      return { card: found, doc: await saveSettings(tx, deps, { card: found, agency, before, change: request.body }) };
    });
    return { status: 200, headers: { etag: etagOf(doc.version) }, body: await presentSettings(deps, card, doc) };
  },
});
