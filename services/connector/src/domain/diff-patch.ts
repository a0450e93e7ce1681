import type { SyncedFields } from '../repos/links.ts';
import type { OutwardView } from './outward.ts';
import { sameSynced } from './same-synced.ts';
import { SYNCED_KEYS, type SyncedKey } from './synced-fields.ts';
import type { Ways } from './ways.ts';

/**
 * Fields to write: those that travel outward and differ from what both sides last agreed on. Existence is not among them: it decides whether
 * to insert, restore, patch or delete. A changed title prefix is a changed title.
 */
export function diffPatch(view: OutwardView, base: { readonly fields: SyncedFields; readonly titlePrefix: string }, ways: Ways): readonly SyncedKey[] {
  return SYNCED_KEYS.filter((key) => {
    if (key === 'exists' || ways[key] === 'off' || ways[key] === 'inward') return false;
    if (key === 'title' && view.titlePrefix !== base.titlePrefix) return true;
    return !sameSynced(key, view.fields[key], base.fields[key]);
  });
}
