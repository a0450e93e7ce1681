import type { LinkDoc } from '../repos/links.ts';
import { diffPatch } from './diff-patch.ts';
import type { OutwardView } from './outward.ts';
import { isUnread } from './is-unread.ts';
import { isWritable, waysOf, type WaysAsk } from './ways.ts';

/** Whether a link has something to write: its event should come, go, or say something else than both sides last agreed on; or has to be read first to know. */
export function needsWrite(
  link: Pick<LinkDoc, 'kind' | 'origin' | 'base' | 'titlePrefix' | 'forgotten' | 'inflight' | 'unneeded' | 'unmerged'>,
  view: OutwardView,
  policy: Omit<WaysAsk, 'kind'>,
): boolean {
  if (isUnread(link)) return true;
  const ask = { ...policy, kind: link.kind };
  if (!isWritable({ ...ask, origin: link.origin })) return false;
  if (link.inflight.length > 0) return true;
  const wanted = view.fields.exists && !link.unneeded;
  if (link.base === null) return wanted;
  if (link.base.exists !== wanted) return true;
  return wanted && diffPatch(view, link.base, link, waysOf(ask)).length > 0;
}
