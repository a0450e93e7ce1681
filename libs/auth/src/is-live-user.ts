import { userCard } from '@portal-sync/contracts';
import type { InternalApi } from './internal-api.ts';

/**
 * Whether this person is one of the agency's now. `user.removed` may be said again long after it was handled (catching up reads it once more), and their id may be
 * somebody's again by then, whose records are to stay: while a removal is under way the broker knows nobody by that id.
 */
export const isLiveUser = async (broker: Pick<InternalApi, 'get'>, agencyId: string, userId: string): Promise<boolean> =>
  (await broker.get(`/internal/users/${encodeURIComponent(agencyId)}/${encodeURIComponent(userId)}`, userCard)) !== undefined;
