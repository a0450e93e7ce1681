import { describe, expect, test } from 'vitest';
import type { SyncedFields } from '../repos/links.ts';
import { merge, type MergeAsk } from './merge.ts';
import { waysOf } from './ways.ts';

const when = { start: '2026-03-02T10:00:00+01:00', end: '2026-03-02T11:00:00+01:00', zone: 'Europe/Amsterdam' };
const later = { start: '2026-03-02T12:00:00+01:00', end: '2026-03-02T13:00:00+01:00', zone: 'Europe/Amsterdam' };
const base: SyncedFields = {
  exists: true, title: 'Massage', when, recurrence: [], location: 'Room 1', meetingLink: '', description: '', status: 'confirmed', guests: [],
};
const gone = { ...base, exists: false, status: 'cancelled' as const };
const both = waysOf({ kind: 'host', direction: 'bidirectional', clientDetails: 'shown', organizedElsewhere: false });
const ask = (of: Partial<MergeAsk>): MergeAsk => ({
  base, echo: null, ours: base, theirs: base, ways: both, policy: 'platform-wins', editedAt: {}, theirsAt: 10_000, ...of,
});
const guest = (address: string, response: 'needs-action' | 'accepted' = 'needs-action') => ({ address, name: null, response, optional: false });

describe('the table of one field: base, ours, theirs', () => {
  const cases = [
    ['nobody changed it', 'A', 'A', 'A', {}, [], 0],
    ['ours changed: written there', 'A', 'B', 'A', {}, ['title'], 0],
    ['theirs changed: taken here', 'A', 'A', 'B', { title: 'B' }, [], 0],
    ['both changed alike: no conflict', 'A', 'B', 'B', {}, [], 0],
    ['both changed: a conflict, ours by the policy', 'A', 'B', 'C', {}, ['title'], 1],
    ['ours went back to the base while theirs changed', 'A', 'A', 'C', { title: 'C' }, [], 0],
    ['only trimmed: nobody\'s change', 'A b ', ' A b', 'A b', {}, [], 0],
  ] as const;
  test.each(cases)('%s', (_name, was, here, there, platform, google, conflicts) => {
    const merged = merge(ask({ base: { ...base, title: was }, ours: { ...base, title: here }, theirs: { ...base, title: there } }));
    expect(merged.platform).toEqual(platform);
    expect(merged.google).toEqual(google);
    expect(merged.conflicts).toHaveLength(conflicts);
  });
});

describe('who wins a conflict', () => {
  const conflict = (policy: MergeAsk['policy'], editedAt: number, theirsAt: number) =>
    merge(ask({ ours: { ...base, title: 'Ours' }, theirs: { ...base, title: 'Theirs' }, policy, editedAt: { title: editedAt }, theirsAt }));
  const cases = [
    ['platform-wins', 0, 99_999, 'platform'],
    ['google-wins', 99_999, 0, 'google'],
    ['last-modified-wins', 10_000, 15_000, 'google'],
    ['last-modified-wins', 15_000, 10_000, 'platform'],
    ['last-modified-wins', 10_000, 12_000, 'platform'],
    ['last-modified-wins', 10_000, 12_001, 'google'],
  ] as const;
  test.each(cases)('%s, edited here at %i and there at %i: %s', (policy, here, there, winner) => {
    const merged = conflict(policy, here, there);
    expect(merged.conflicts).toEqual([{ field: 'title', base: 'Massage', ours: 'Ours', theirs: 'Theirs', winner }]);
    expect(merged.platform).toEqual(winner === 'google' ? { title: 'Theirs' } : {});
    expect(merged.google).toEqual(winner === 'google' ? [] : ['title']);
  });

  test('what loses is still in the base, so that the winner is written over it', () => {
    expect(conflict('platform-wins', 0, 0).base.title).toBe('Theirs');
  });
});

describe('several fields', () => {
  test('different fields merge both ways at once', () => {
    const merged = merge(ask({ ours: { ...base, title: 'Longer' }, theirs: { ...base, when: later } }));
    expect(merged).toMatchObject({ platform: { when: later }, google: ['title'], conflicts: [] });
  });

  test('D07 one field in conflict does not keep the others from merging', () => {
    const merged = merge(ask({ ours: { ...base, title: 'A', description: 'd' }, theirs: { ...base, title: 'B', location: 'Room 2' } }));
    expect(merged.platform).toEqual({ location: 'Room 2' });
    expect(merged.google).toEqual(['title', 'description']);
    expect(merged.conflicts.map((conflict) => conflict.field)).toEqual(['title']);
  });
});

describe('existence is a field', () => {
  const cases = [
    ['gone there, untouched here: cancelled', base, base, gone, { exists: false, status: 'cancelled' }, [], 0],
    ['gone there, edited here, platform wins: comes back', base, { ...base, title: 'B' }, gone, {}, ['exists'], 1],
    ['cancelled here, untouched there: removed', base, gone, base, {}, ['exists'], 0],
    ['cancelled here, edited there, platform wins: removed', base, gone, { ...base, title: 'B' }, {}, ['exists'], 1],
    ['gone on both sides', base, gone, gone, {}, [], 0],
    ['restored there', gone, gone, { ...base, title: 'B' }, { exists: true, status: 'confirmed', title: 'B' }, [], 0],
    ['revived here', gone, base, gone, {}, ['exists'], 0],
    ['restored there and revived here', gone, base, base, {}, [], 0],
  ] as const;
  test.each(cases)('%s', (_name, was, here, there, platform, google, conflicts) => {
    const merged = merge(ask({ base: was as SyncedFields, ours: here as SyncedFields, theirs: there as SyncedFields }));
    expect(merged.platform).toEqual(platform);
    expect(merged.google).toEqual(google);
    expect(merged.conflicts).toHaveLength(conflicts);
  });

  test('D09 with Google\'s word, an edit there revives what was cancelled here, and a deletion there beats an edit here', () => {
    const revived = merge(ask({ ours: gone, theirs: { ...base, title: 'B' }, policy: 'google-wins' }));
    expect(revived.platform).toEqual({ exists: true, status: 'confirmed', title: 'B' });
    expect(revived.conflicts.map(({ field }) => field)).toEqual(['exists']);
    const cancelled = merge(ask({ ours: { ...base, title: 'B' }, theirs: gone, policy: 'google-wins' }));
    expect(cancelled.platform).toEqual({ exists: false, status: 'cancelled' });
  });

  test('what was edited here before it was cancelled is not lost with the cancelling', () => {
    const merged = merge(ask({ ours: { ...gone, location: 'Room 2' }, theirs: { ...base, title: 'B' }, policy: 'google-wins' }));
    expect(merged.platform).toEqual({ exists: true, status: 'confirmed', title: 'B' });
    expect(merged.google).toEqual(['location']);
    expect(merged.base).toEqual({ ...base, title: 'B' });
    const sameField = merge(ask({ ours: { ...gone, title: 'A' }, theirs: { ...base, title: 'B' }, policy: 'google-wins' }));
    expect(sameField.platform.title).toBe('B');
    expect(sameField.conflicts).toMatchObject([{ field: 'exists' }, { field: 'title', ours: 'A', theirs: 'B', winner: 'google' }]);
  });
});

describe('ways', () => {
  const drift = { ...base, title: 'Drift' };
  test('a participant\'s drift is written back and never taken', () => {
    const ways = waysOf({ kind: 'participant', direction: 'bidirectional', clientDetails: 'shown', organizedElsewhere: false });
    expect(merge(ask({ theirs: drift, ways }))).toMatchObject({ platform: {}, google: ['title'], conflicts: [] });
    expect(merge(ask({ ours: { ...base, title: 'B' }, theirs: drift, ways }))).toMatchObject({ google: ['title'], conflicts: [] });
  });

  test('to Google: drift stays, and is the base that our next edit is written over', () => {
    const ways = waysOf({ kind: 'host', direction: 'to-google', clientDetails: 'shown', organizedElsewhere: false });
    const merged = merge(ask({ theirs: drift, ways }));
    expect(merged).toMatchObject({ platform: {}, google: [] });
    expect(merged.base.title).toBe('Drift');
    expect(merge(ask({ theirs: gone, ways }))).toMatchObject({ platform: {}, google: [] });
  });

  test('from Google, and of an outsider\'s meeting: theirs is taken, nothing is written', () => {
    for (const ways of [
      waysOf({ kind: 'host', direction: 'from-google', clientDetails: 'shown', organizedElsewhere: false }),
      waysOf({ kind: 'host', direction: 'bidirectional', clientDetails: 'shown', organizedElsewhere: true }),
    ]) {
      expect(merge(ask({ ours: { ...base, title: 'B' }, theirs: drift, ways }))).toMatchObject({ platform: { title: 'Drift' }, google: [], conflicts: [] });
    }
  });

  test('hidden details: what stands in their place is not taken, and ours is written when it differs', () => {
    const ways = waysOf({ kind: 'host', direction: 'bidirectional', clientDetails: 'hidden', organizedElsewhere: false });
    const hidden = { ...base, description: '', location: '' };
    expect(merge(ask({ base: hidden, ours: hidden, theirs: { ...hidden, description: 'note' }, ways })).platform).toEqual({});
    expect(merge(ask({ base, ours: hidden, theirs: base, ways })).google).toEqual(['location']);
  });
});

describe('guests, one by one', () => {
  test('who came there is added, who left there goes, who is only here stays', () => {
    const merged = merge(
      ask({
        base: { ...base, guests: [guest('a@x.y'), guest('b@x.y')] },
        ours: { ...base, guests: [guest('a@x.y'), guest('b@x.y'), guest('local@x.y')] },
        theirs: { ...base, guests: [guest('B@x.y', 'accepted'), guest('c@x.y')] },
      }),
    );
    expect(merged.platform.guests?.map(({ address, response }) => `${address} ${response}`)).toEqual(['b@x.y accepted', 'local@x.y needs-action', 'c@x.y needs-action']);
    expect(merged.google).toEqual([]);
  });

  test('guests who are only here are no change there', () => {
    expect(merge(ask({ ours: { ...base, guests: [guest('local@x.y')] } }))).toMatchObject({ platform: {}, google: [] });
  });
});

describe('records that never met', () => {
  test('equal is agreed, empty is filled from the other, the rest goes by the policy', () => {
    const merged = merge(
      ask({ base: null, ours: { ...base, location: '', description: 'ours' }, theirs: { ...base, location: 'Room 7', description: 'theirs' } }),
    );
    expect(merged.platform).toEqual({ location: 'Room 7' });
    expect(merged.google).toEqual(['description']);
    expect(merged.conflicts.map((conflict) => conflict.field)).toEqual(['description']);
  });
});

test('C14 what Google showed otherwise after our write is no change, until it shows something else', () => {
  const echo = { description: 'SHOWN OTHERWISE' };
  expect(merge(ask({ echo, theirs: { ...base, description: 'SHOWN OTHERWISE' } }))).toMatchObject({ platform: {}, google: [] });
  expect(merge(ask({ echo, theirs: { ...base, description: 'edited' } })).platform).toEqual({ description: 'edited' });
});
