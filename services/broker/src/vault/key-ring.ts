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
  /** Makes the agency's data key with the transaction that makes the agency; gives what seals under it before the commit. */
  createFor(tx: Transaction, agencyId: string): Promise<(place: readonly string[], version: number, plain: string) => Sealed>;
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

  async function keyOf(agencyId: string): Promise<Uint8Array> {
    const known = unwrapped.get(agencyId);
    if (known !== undefined && known.until > clock.now()) return known.bytes;
    const kept = await store.get(dataKeys, agencyId);
    if (kept === undefined) throw new AppError('not-found');
    const bytes = await keyEncryption.unwrap(kept.wrapped, placeOf(agencyId));
    unwrapped.set(agencyId, { bytes, until: clock.now() + KEPT_MS });
    return bytes;
  }

  const sealUnder = (agencyId: string, bytes: Uint8Array, place: readonly string[], version: number, plain: string): Sealed =>
    sealBytes({ id: agencyId, bytes }, [agencyId, ...place], version, Buffer.from(plain), random);

  const wrap = async (agencyId: string, bytes: Uint8Array) => ({ agencyId, wrapped: await keyEncryption.wrap(bytes, placeOf(agencyId)), madeAt: clock.now() });

  return {
    async seal(agencyId, place, version, plain) {
      return sealUnder(agencyId, await keyOf(agencyId), place, version, plain);
    },
    async open(agencyId, place, value) {
      return new Secret(openBytes(await keyOf(agencyId), [agencyId, ...place], value).toString());
    },
    async createFor(tx, agencyId) {
      const bytes = random.bytes(32);
      await tx.insert(dataKeys, await wrap(agencyId, bytes));
      return (place, version, plain) => sealUnder(agencyId, bytes, place, version, plain);
    },
    async ready() {
      const own = await wrap(OWN_KEYS, random.bytes(32));
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
