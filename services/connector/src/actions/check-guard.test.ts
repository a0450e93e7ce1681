import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import type { Deps } from '../deps.ts';
import { newLink } from '../domain/new-link.ts';
import type { GoogleCalendarDoc } from '../repos/google-calendars.ts';
import { links, type LinkDoc, type SyncedFields } from '../repos/links.ts';
import { at, NORTH } from '../testing/cast.ts';
import { countLinked } from './check-guard.ts';

const base = (exists: boolean): SyncedFields => ({
  exists, title: 'Massage', when: at(10), recurrence: [], location: '', meetingLink: '', description: '', status: 'confirmed', guests: [],
});

// what a link is like, and whether its event can be missed in Google
const LINKS: readonly [string, Partial<LinkDoc>, number][] = [
  ['in step', { state: 'synced', base: base(true) }, 1],
  ['with an edit that waits', { state: 'waiting', base: base(true) }, 1],
  ['with an edit that Google refused', { state: 'failed', base: base(true) }, 1],
  ['not inserted yet', { state: 'waiting', base: null }, 0],
  ['whose insert Google refused', { state: 'failed', base: null }, 0],
  ['cancelled on both sides', { state: 'gone', base: base(false) }, 0],
  ['deleted there, to be restored', { state: 'waiting', base: base(false) }, 0],
  ['resting with its connection', { state: 'dormant', base: base(true) }, 0],
  ['of another calendar', { state: 'synced', base: base(true), googleCalendarId: 'other' }, 0],
];

test.each(LINKS)('a link %s counts %o as %i', async (_name, more, count) => {
  const { clock } = createManualTime();
  const store = await openSqliteStore({ memory: true, clock })('connector', [links]);
  await store.put(links, newLink({ agencyId: NORTH, appointmentId: 'a', googleCalendarId: 'mine', connectionId: 'k', kind: 'host' }, 1, more));
  expect(await countLinked({ deps: { store } as Deps, calendar: { id: 'mine' } as GoogleCalendarDoc })).toBe(count);
  await store.close();
});
