import { AppError, Secret, type Clock, type Random } from '@portal-sync/kernel';
import { StartError } from '@portal-sync/runtime';
import type { Store, Transaction } from '@portal-sync/store';
import { dataKeys } from '../repos/data-keys.ts';
import type { KeyEncryption } from './key-encryption.ts';
import { openBytes, sealBytes, type Sealed } from './sealed.ts';

/** Seals and opens under the data key of an agency. `place` names record and field; the agency is added. */
export interface KeyRing {
  seal(agencyId: string, place: readonly string[], version: number, plain: string): Promise<Sealed>;
  open(agencyId: string, place: readonly string[], value: Sealed): Promise<Secret>;
  /** Makes the agency's data key with the transaction that makes the agency. */
  createFor(tx: Transaction, agencyId: string): Promise<void>;
  /** Makes our own data key at the first start; at every later one proves that the key-encryption key is still the right one. */
  ready(): Promise<void>;
}

/** Whose data key seals what belongs to no agency: signing keys. No agency can have this id. */
export const OWN_KEYS = '*';
/** Unwrapped keys are kept this long, ms. */
const KEPT_MS = 5 * 60_000;

export function createKeyRing(deps: { store: Store; clock: Clock; random: Random; keyEncryption: KeyEncryption }): KeyRing {
  const { store, clock, random, keyEncryption } = deps;
  const unwrapped = new Map<string, { bytes: Uint8Array; until: number }>();

  async function keyOf(agencyId: string): Promise<{ id: string; bytes: Uint8Array }> {
    const known = unwrapped.get(agencyId);
    if (known !== undefined && known.until > clock.now()) return { id: agencyId, bytes: known.bytes };
    const kept = await store.get(dataKeys, agencyId);
    if (kept === undefined) throw new AppError('not-found');
    const bytes = await keyEncryption.unwrap(kept.wrapped, placeOf(agencyId));
    unwrapped.set(agencyId, { bytes, until: clock.now() + KEPT_MS });
    return { id: agencyId, bytes };
  }

  async function makeKey(agencyId: string) {
    return { agencyId, wrapped: await keyEncryption.wrap(random.bytes(32), placeOf(agencyId)), madeAt: clock.now() };
  }

  return {
    async seal(agencyId, place, version, plain) {
      return sealBytes(await keyOf(agencyId), [agencyId, ...place], version, Buffer.from(plain), random);
    },
    async open(agencyId, place, value) {
      const { bytes } = await keyOf(agencyId);
      return new Secret(openBytes(bytes, [agencyId, ...place], value).toString());
    },
    async createFor(tx, agencyId) {
      await tx.insert(dataKeys, await makeKey(agencyId));
    },
    async ready() {
      const own = await makeKey(OWN_KEYS);
      await store.transaction(async (tx) => {
        if ((await tx.guard(dataKeys, OWN_KEYS)) === undefined) await tx.insert(dataKeys, own);
      });
      await keyOf(OWN_KEYS).catch((cause: unknown) => {
        throw new StartError('The key-encryption key is not the one this data was written with: set the BROKER_KEY (or BROKER_KEY_FILE) of before.', { cause });
      });
    },
  };
}

const placeOf = (agencyId: string): readonly string[] => ['data-key', agencyId];
