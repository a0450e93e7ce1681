import { accessRefused } from '@portal-sync/contracts';
import { on } from '@portal-sync/runtime';
import { markDue } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { connections } from '../repos/connections.ts';

/** Google refused the connector: we ask Google ourselves, soon. */
export const onAccessRefused = (deps: Deps) =>
  on(accessRefused, async ({ agencyId, connectionId }) => {
    const found = await deps.store.get(connections, connectionId);
    if (found === undefined || found.agencyId !== agencyId || found.state !== 'live') return;
    const now = deps.clock.now();
    await deps.store.update(connections, connectionId, (kept) => (kept.state === 'live' ? { ...markDue(kept, now, now), probeAt: now } : undefined));
  });
