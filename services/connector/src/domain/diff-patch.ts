import type { LinkDoc, SyncedFields } from '../repos/links.ts';
import type { OutwardView } from './outward.ts';
import { sameSynced } from './same-synced.ts';
import { SYNCED_KEYS, type SyncedKey } from './synced-fields.ts';
import type { Ways } from './ways.ts';

/**
 * Fields to write: those that travel outward and differ from what both sides last agreed on. Existence is not among them: it decides whether
 * to insert, restore, patch or delete. A changed title prefix is a changed title. A text that we know no more is written whatever it was.
 */
export function diffPatch(view: OutwardView, base: SyncedFields, link: Pick<LinkDoc, 'titlePrefix' | 'forgotten'>, ways: Ways): readonly SyncedKey[] {
  const unknown: readonly SyncedKey[] = link.forgotten?.texts ?? [];
  return SYNCED_KEYS.filter((key) => {
    if (key === 'exists' || ways[key] === 'off' || ways[key] === 'inward') return false;
    if (unknown.includes(key) || (key === 'title' && view.titlePrefix !== link.titlePrefix)) return true;
    return !sameSynced(key, view.fields[key], base[key]);
  });
}
