import type { InflightWrite, LinkDoc } from '../repos/links.ts';
import { isUnread } from './is-unread.ts';

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
export function judgeItem(link: Pick<LinkDoc, 'etag' | 'listedEtag' | 'seenUpdated' | 'inflight' | 'touchedAt' | 'unmerged' | 'base' | 'unneeded' | 'state'>, item: SeenItem): ItemVerdict {
  const confirmed = item.stamp === null ? undefined : link.inflight.find((write) => write.stamp === item.stamp);
  if (confirmed !== undefined) return { kind: 'news', confirmed };
  // What was seen and not merged is news still. As long as a write has no answer, it is not: that write may be done after this.
  const known = isUnread(link) && link.state !== 'dormant' && link.inflight.length === 0 ? null : link.etag;
  // A change that reads as we know it is the echo of our own write; a second time, the list shows yesterday's state of today's change.
  if (item.etag !== null && item.etag === known) return { kind: item.asChange && link.listedEtag === item.etag ? 'unsure' : 'same' };
  const age = ageOf(item, link);
  if (age === 'older') return { kind: 'stale' };
  // The event itself is believed. What a list shows and cannot be told to be newer is believed when it was asked for after our last word with this event.
  if (item.askedAt === null || age === 'newer') return { kind: 'news', confirmed };
  return (link.touchedAt ?? Number.NEGATIVE_INFINITY) >= item.askedAt ? { kind: 'unsure' } : { kind: 'news', confirmed };
}

/**
 * Whether a read shows an event before or after what the link has seen of it. Within the same millisecond Google's etag tells: of an event it is
 * twice the microsecond of its last change. A sparse row carries no time; an etag of another kind tells nothing.
 */
function ageOf({ etag, updatedAt }: Pick<SeenItem, 'etag' | 'updatedAt'>, link: Pick<LinkDoc, 'etag' | 'seenUpdated'>): 'older' | 'newer' | 'unknown' {
  if (updatedAt === null) return 'unknown';
  if (link.seenUpdated === null || updatedAt > link.seenUpdated) return 'newer';
  if (updatedAt < link.seenUpdated) return 'older';
  const [shown, known] = [etagNumberOf(etag), etagNumberOf(link.etag)];
  if (shown === undefined || known === undefined) return 'unknown';
  return shown < known ? 'older' : 'newer';
}

/** The number in an etag such as `"3485642597755262"`. */
function etagNumberOf(etag: string | null): bigint | undefined {
  const digits = /^"(\d+)"$/.exec(etag ?? '')?.[1];
  return digits === undefined ? undefined : BigInt(digits);
}
