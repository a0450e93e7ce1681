import { describe, expect, test } from 'vitest';
import type { SyncedFields } from '../repos/links.ts';
import { judgeItem, type SeenItem } from './judge-item.ts';

const write = (stamp: string) => ({ stamp, version: 1, fields: {}, titlePrefix: '', at: 0 });
const link = (more: Partial<Parameters<typeof judgeItem>[0]> = {}) => ({ etag: '"5"', listedEtag: null, seenUpdated: 500, inflight: [], touchedAt: 1_000, base: null, unneeded: false, state: 'synced' as const, ...more });
const base = { exists: true } as SyncedFields;
const item = (more: Partial<SeenItem> = {}): SeenItem => ({ etag: '"6"', updatedAt: 600, stamp: null, askedAt: 2_000, asChange: true, ...more });

describe('is what was read news', () => {
  test.each([
    ['the etag we know: our own write, or nothing', link(), item({ etag: '"5"', updatedAt: 500 }), 'same'],
    ['the etag we know, shown as a change for the second time: the list is behind', link({ listedEtag: '"5"' }), item({ etag: '"5"', updatedAt: 500 }), 'unsure'],
    ['the etag we know, in a list of all there is', link({ listedEtag: '"5"' }), item({ etag: '"5"', asChange: false }), 'same'],
    ['the etag we know, of what was seen and not merged', link({ unmerged: true, base }), item({ etag: '"5"', updatedAt: 500, askedAt: null }), 'news'],
    ['the same while a write has no answer', link({ unmerged: true, base, inflight: [write('1-1')] }), item({ etag: '"5"', updatedAt: 500, askedAt: null }), 'same'],
    ['the same as long as nobody follows it', link({ unmerged: true, base, state: 'dormant' }), item({ etag: '"5"', updatedAt: 500 }), 'same'],
    ['newer', link(), item(), 'news'],
    ['older than what we saw', link(), item({ etag: '"4"', updatedAt: 400 }), 'stale'],
    ['in the same millisecond, a later etag', link({ touchedAt: 3_000 }), item({ updatedAt: 500 }), 'news'],
    ['in the same millisecond, an earlier etag', link(), item({ etag: '"4"', updatedAt: 500 }), 'stale'],
    ['in the same millisecond, an earlier etag with fewer digits', link({ etag: '"10"' }), item({ etag: '"8"', updatedAt: 500 }), 'stale'],
    ['in the same millisecond, an etag that tells no time, page asked for after our last word', link(), item({ etag: '"p9"', updatedAt: 500 }), 'news'],
    ['in the same millisecond, an etag that tells no time, page asked for before it', link({ touchedAt: 3_000 }), item({ etag: '"p9"', updatedAt: 500 }), 'unsure'],
    ['a sparse row, asked for after our last word', link(), item({ updatedAt: null }), 'news'],
    ['a sparse row, asked for before it', link({ touchedAt: 3_000 }), item({ updatedAt: null }), 'unsure'],
    ['never seen before', link({ etag: null, seenUpdated: null, touchedAt: null }), item(), 'news'],
    ['the event itself, read just now', link({ touchedAt: 3_000 }), item({ askedAt: null, updatedAt: 500 }), 'news'],
    ['the event itself, from a stale replica', link(), item({ askedAt: null, updatedAt: 400 }), 'stale'],
    ['the event itself, from a replica that is behind by less than a millisecond', link(), item({ askedAt: null, etag: '"4"', updatedAt: 500 }), 'stale'],
  ] as const)('%s: %o %o', (_name, known, seen, kind) => {
    expect(judgeItem(known, seen).kind).toBe(kind);
  });

  test('a read that shows the stamp of a write of ours proves it, however old the read is', () => {
    const known = link({ inflight: [write('1-1'), write('2-2')] });
    expect(judgeItem(known, item({ stamp: '1-1', updatedAt: 400 }))).toEqual({ kind: 'news', confirmed: write('1-1') });
    expect(judgeItem(known, item({ stamp: '9-9' }))).toEqual({ kind: 'news', confirmed: undefined });
  });
});
