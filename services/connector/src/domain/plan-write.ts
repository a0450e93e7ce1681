import type { LinkDoc } from '../repos/links.ts';
import { diffPatch } from './diff-patch.ts';
import { isUnread } from './is-unread.ts';
import type { OutwardView } from './outward.ts';
import { SYNCED_KEYS, type SyncedKey } from './synced-fields.ts';
import { isWritable, waysOf, type WaysAsk } from './ways.ts';

/**
 * What to do with a dirty link. `settle`: nothing to write after all. `read`: look at the event first, also where both sides would agree while a
 * write of ours has no answer yet: it may have been done. `restore`: it was deleted and comes back, as it is here. Everything that changes an
 * event carries the etag that we know.
 */
export type WritePlan =
  | { readonly do: 'settle' }
  | { readonly do: 'read' }
  | { readonly do: 'insert' }
  | { readonly do: 'patch' | 'restore'; readonly keys: readonly SyncedKey[]; readonly etag: string }
  | { readonly do: 'delete'; readonly etag: string };

export function planWrite(link: LinkDoc, view: OutwardView, policy: Omit<WaysAsk, 'kind'>): WritePlan {
  if (isUnread(link)) return { do: 'read' };
  const ask = { ...policy, kind: link.kind };
  const agreed = { do: link.inflight.length > 0 ? 'read' : 'settle' } as const;
  if (!isWritable({ ...ask, origin: link.origin })) return agreed;
  const wanted = view.fields.exists && !link.unneeded;
  if (link.base === null) return wanted ? { do: 'insert' } : agreed;
  if (!wanted && !link.base.exists) return agreed;
  if (link.etag === null) return { do: 'read' };
  if (!wanted) return { do: 'delete', etag: link.etag };
  const ways = waysOf(ask);
  if (!link.base.exists) return { do: 'restore', keys: SYNCED_KEYS.filter((key) => !['off', 'inward'].includes(ways[key])), etag: link.etag };
  const keys = diffPatch(view, link.base, link, ways);
  return keys.length === 0 ? agreed : { do: 'patch', keys, etag: link.etag };
}
