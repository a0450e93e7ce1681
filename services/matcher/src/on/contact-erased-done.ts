import { contactErasedDone } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';
import { erasureKey, erasures } from '../repos/erasures.ts';

/** Notes who has answered an erasure: every owner writes a kind of its own under this name. */
export const onContactErasedDone = (deps: Deps): MessageHandler =>
  on(Object.values(contactErasedDone), ({ agencyId, subjectId, service, count }) =>
    deps.store.transaction(async (tx) => {
      const erasure = await tx.get(erasures, erasureKey(agencyId, subjectId));
      if (erasure !== undefined) await tx.put(erasures, { ...erasure, answers: { ...erasure.answers, [service]: count } });
    }));
