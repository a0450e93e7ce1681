import type { InternalApi } from '@portal-sync/auth';
import { identityKey } from '@portal-sync/contracts';
import { AppError, Secret } from '@portal-sync/kernel';

/** The agencies' own keys, read from the broker when first needed and kept in memory only. */
export interface AgencyKeys {
  /** base64url. Rejects with `not-found` for an agency that is gone, `unavailable` when the broker does not answer. */
  get(agencyId: string): Promise<Secret>;
  forget(agencyId: string): void;
}

export function createAgencyKeys(broker: InternalApi): AgencyKeys {
  const kept = new Map<string, Secret>();
  return {
    async get(agencyId) {
      const known = kept.get(agencyId);
      if (known !== undefined) return known;
      const found = await broker.get(`/internal/agencies/${encodeURIComponent(agencyId)}/identity-key`, identityKey);
      if (found === undefined) throw new AppError('not-found');
      const key = new Secret(found.key);
      kept.set(agencyId, key);
      return key;
    },
    forget: (agencyId) => void kept.delete(agencyId),
  };
}
