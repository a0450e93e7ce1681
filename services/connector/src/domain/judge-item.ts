import type { InflightWrite, LinkDoc } from '../repos/links.ts';

/** What a read says of a linked event, as far as judging needs it. */
export interface SeenItem {
  readonly etag: string | null;
  /** ms; null on sparse rows. */
  readonly updatedAt: number | null;
  /** Of our verified mark; null without one. */
  readonly stamp: string | null;
  /** When the page was asked for (our clock, ms); null: the event itself was read just now. */
  readonly askedAt: number | null;
  /** A list of changes showed it, not one of all there is. */
  readonly asChange: boolean;
}

/**
 * `same`: nothing new. `stale`: older than what we know. `unsure`: read the event itself. `news`: merge it, after making `confirmed` (the
 * write of ours that it proves to be done) the base. After news no write begun earlier can arrive any more: each carried the etag of its time.
 */
export type ItemVerdict =
  | { readonly kind: 'same' | 'stale' | 'unsure' }
  | { readonly kind: 'news'; readonly confirmed: InflightWrite | undefined };

/** Judges whether something read from Google is news for a link. A read never says less than what the link has seen already. */
export function judgeItem(link: Pick<LinkDoc, 'etag' | 'listedEtag' | 'seenUpdated' | 'inflight' | 'touchedAt'>, item: SeenItem): ItemVerdict {
  const confirmed = item.stamp === null ? undefined : link.inflight.find((write) => write.stamp === item.stamp);
  if (confirmed !== undefined) return { kind: 'news', confirmed };
  // A change that reads as we know it is the echo of our own write; a second time, the list shows yesterday's state of today's change.
  if (item.etag !== null && item.etag === link.etag) return { kind: item.asChange && link.listedEtag === item.etag ? 'unsure' : 'same' };
  if (item.askedAt === null) {
    return isOlder(item.updatedAt, link.seenUpdated) ? { kind: 'stale' } : { kind: 'news', confirmed };
  }
  if (item.updatedAt === null) {
    // A sparse row carries no time: it is believed when it was asked for after our last word with this event.
    return link.touchedAt !== null && link.touchedAt >= item.askedAt ? { kind: 'unsure' } : { kind: 'news', confirmed };
  }
  if (isOlder(item.updatedAt, link.seenUpdated)) return { kind: 'stale' };
  if (item.updatedAt === link.seenUpdated && (link.touchedAt ?? 0) >= item.askedAt) return { kind: 'unsure' };
  return { kind: 'news', confirmed };
}

const isOlder = (at: number | null, than: number | null): boolean => at !== null && than !== null && at < than;
