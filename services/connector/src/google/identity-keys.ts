import { identityKey } from '@portal-sync/contracts';
import type { InternalApi } from '@portal-sync/auth';
import { AppError, Secret } from '@portal-sync/kernel';

/** An agency's key for Google ids and marks. Held in memory only. Fails with `not-found` for an unknown agency, `unavailable` without the broker. */
export type KeyOf = (agencyId: string) => Promise<string>;

export function createIdentityKeys({ broker }: { broker: InternalApi }): KeyOf {
  const known = new Map<string, Promise<Secret>>();

  async function read(agencyId: string): Promise<Secret> {
    const answer = await broker.get(`/internal/agencies/${encodeURIComponent(agencyId)}/identity-key`, identityKey);
    if (answer === undefined) throw new AppError('not-found');
    return new Secret(answer.key);
  }

  return async (agencyId) => {
    const reading = known.get(agencyId) ?? read(agencyId);
    known.set(agencyId, reading);
    try {
      return (await reading).reveal();
    } catch (error) {
      known.delete(agencyId);
      throw error;
    }
  };
}
