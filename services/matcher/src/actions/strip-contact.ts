import { normalizeAddress } from '@portal-sync/kernel';
import type { Deps } from '../deps.ts';
import { decisionKey, decisions, type StoredDecision } from '../repos/decisions.ts';
import type { Removal } from '../repos/removals.ts';
import type { Count } from './run-removal.ts';

/** Takes an erased contact's addresses out of all decisions. A walk over the agency's decisions: rare, and nobody waits for it. */
export async function stripContact(deps: Deps, { agencyId, subjectId, addresses }: Removal, count: Count): Promise<void> {
  const spellings = new Set(addresses.map((address) => normalizeAddress(address)));
  const isTheirs = (guest: StoredDecision['guests'][number]): boolean =>
    guest.contactId === subjectId || (guest.address !== '' && spellings.has(normalizeAddress(guest.address)));
  let cursor: string | undefined;
  do {
    const page = await deps.store.find(decisions, { index: 'byTime', equals: [agencyId], limit: 500, cursor });
    const touched = page.items.filter((decision) => decision.guests.some(isTheirs));
    if (touched.length > 0) {
      await deps.store.transaction(async (tx) => {
        for (const { id } of touched) {
          await tx.update(decisions, decisionKey(agencyId, id), (decision) => ({
            ...decision,
            guests: decision.guests.map((guest) => (isTheirs(guest) ? { ...guest, address: '', contactId: null } : guest)),
          }));
        }
        await count(tx, touched.length);
      });
    }
    cursor = page.next;
  } while (cursor !== undefined);
}
