import type { LinkDoc, SyncedFields } from '../repos/links.ts';
import { unshown } from './forgotten.ts';
import { fromGoogle } from './from-google.ts';
import type { GoogleItem } from './google-item.ts';
import { judgeItem } from './judge-item.ts';
import type { MarkVerdict } from './mark.ts';
import { sameSynced } from './same-synced.ts';
import { SYNCED_KEYS } from './synced-fields.ts';

/** Whether an item says that a linked event vanished or reads otherwise than we know: what the guard against mass changes counts. */
export function wouldChange(link: LinkDoc, item: GoogleItem, mark: MarkVerdict, askedAt: number): 'vanished' | 'changed' | 'nothing' {
  if (link.base?.exists !== true || link.origin === 'copy' || link.unneeded || link.state === 'dormant') return 'nothing';
  const verdict = judgeItem(link, { etag: item.etag, updatedAt: item.updatedAt, stamp: mark.kind === 'ours' ? mark.stamp : null, askedAt, asChange: false });
  if (verdict.kind !== 'news' || verdict.confirmed !== undefined) return 'nothing';
  if (item.status === 'cancelled') return 'vanished';
  const theirs = unshown(fromGoogle(item, { titlePrefix: link.titlePrefix, meetingLink: link.base.meetingLink }, link.base), link, link.base);
  return theirs !== null && differs(theirs, link.base, link.echo as Partial<SyncedFields> | null) ? 'changed' : 'nothing';
}

const differs = (theirs: SyncedFields, base: SyncedFields, echo: Partial<SyncedFields> | null): boolean =>
  SYNCED_KEYS.some((key) => !sameSynced(key, theirs[key], base[key] as never) && !(echo?.[key] !== undefined && sameSynced(key, theirs[key], echo[key] as never)));
