import { addSecondary } from '@portal-sync/google-sandbox/core';
import { beforeCommit } from '@portal-sync/store/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { googleCalendarIdOf } from '../domain/google-ids.ts';
import { appointments } from '../repos/appointments.ts';
import { accessId, calendarAccesses, googleCalendars } from '../repos/google-calendars.ts';
import { removalKey, removals } from '../repos/removals.ts';
import { aContact, at, NORTH } from '../testing/cast.ts';
import { onAgencyRead } from '../testing/on-agency-read.ts';
import { onAnswer } from '../testing/on-answer.ts';
import { accountOf, openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';
import { askRemoval } from './ask-removal.ts';
import { findContact, keepContact } from './keep-contact.ts';
import { markLinks } from './mark-links.ts';
import { refreshCalendarList } from './refresh-calendar-list.ts';
import { renameInGoogle } from './rename-in-google.ts';
import { runRemoval } from './run-removal.ts';
import { saveAppointment } from './save-appointment.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld({ notifyUrl: 'http://127.0.0.1:4402' });
});
afterEach(() => world.close());

const minute = 60_000;
const hals = () => world.person('hal').events();
const calendar = () => world.store.get(googleCalendars, primaryOf('hal'));

describe('what others commit while something is being written', () => {
  test('a client’s new name is not taken back by a page of links that was read before it', async () => {
    world.contacts.set('jo', aContact('jo', NORTH, { name: 'Jo Old' }));
    await findContact(world.deps, NORTH, 'jo');
    await world.connect('hal');
    const first = await world.book({ contactId: 'jo' });
    const second = await world.book({ contactId: 'jo', when: at(13) });
    await world.drain();
    let pages = 0;
    await world.store.transaction(async (tx) => {
      await markLinks(tx, world.deps, first, ['*'], { onlyConnectionId: 'hal-k' });
      if (pages++ === 0) {
        world.contacts.set('jo', aContact('jo', NORTH, { name: 'Jo New', version: 2 }));
        await keepContact(world.deps, NORTH, 'jo');
        await renameInGoogle(world.deps, NORTH, 'jo');
      }
      await markLinks(tx, world.deps, second, ['*'], { onlyConnectionId: 'hal-k' });
    });
    await world.drain();
    expect(hals().map(({ summary }) => summary)).toEqual(['Jo New - Massage', 'Jo New - Massage']);
  });

  test('what is cancelled at the moment it is linked goes out of Google', async () => {
    const { id } = await world.book();
    await world.connect('hal');
    expect(hals()).toEqual([]);
    beforeCommit(world.store, appointments, async () => {
      await world.store.transaction(async (tx) => {
        const appointment = await tx.guard(appointments, id);
        await markLinks(tx, world.deps, appointment!, ['*']);
      });
      await world.drain();
      expect(hals()).toHaveLength(1);
    });
    await world.edit(id, { status: 'cancelled' });
    await world.drain();
    expect(hals()).toEqual([]);
  });

  test('what is booked while another target is chosen goes there', async () => {
    await world.connect('hal');
    const { state } = world.google.world;
    const hal = state.accounts.get(state.subByEmail.get(accountOf('hal')) ?? '');
    const other = googleCalendarIdOf(NORTH, addSecondary(world.google.world, hal as never, { summary: 'Other' }).head.id);
    await refreshCalendarList(world.deps, { agencyId: NORTH, connectionId: 'hal-k' });
    // Planning asks for the agency's types: after the people's settings were read, before their calendar is.
    onAgencyRead(world, 2, () => world.change('hal-k', { targetCalendarId: other }));
    const { id } = await world.book();
    await world.drain();
    expect(await world.linkOf(id)).toMatchObject({ googleCalendarId: other, state: 'synced' });
  });

  test('a calendar that one leaves while another chooses it has a lead', async () => {
    await world.connect('hal');
    await world.connect('tim', {}, { target: false });
    const hals = (await world.store.get(calendarAccesses, accessId('hal-k', primaryOf('hal'))))!;
    await world.store.put(calendarAccesses, { ...hals, id: accessId('tim-k', primaryOf('hal')), connectionId: 'tim-k', userId: 'tim', primary: false });
    beforeCommit(world.store, googleCalendars, () => world.change('tim-k', { availabilityCalendarIds: [primaryOf('hal')] }));
    await world.change('hal-k', { targetCalendarId: null });
    expect(await calendar()).toMatchObject({ leadConnectionId: 'tim-k', use: 'availability' });
  });

  test('a contact who is being erased is named in nothing new', async () => {
    world.contacts.set('jo', aContact('jo'));
    await world.connect('hal');
    await findContact(world.deps, NORTH, 'jo');
    const caller = { kind: 'user', agencyId: NORTH, userId: 'hal', role: 'staff' } as never;
    const book = () => saveAppointment(world.deps, { caller, key: undefined, change: { title: 'T', when: at(10), contactId: 'jo' }, headers: {}, needsVersion: false });
    beforeCommit(world.store, appointments, () => askRemoval(world.deps, 'contact', NORTH, 'jo'));
    await expect(book()).rejects.toMatchObject({ code: 'invalid', issues: [{ path: 'body.contactId' }] });
  });

  test('a removal that is asked for again while it runs is looked through again, and answered after that', async () => {
    await askRemoval(world.deps, 'contact', NORTH, 'jo');
    beforeCommit(world.store, removals, async () => {
      world.time.jump(10);
      await askRemoval(world.deps, 'contact', NORTH, 'jo');
    });
    const key = removalKey('contact', NORTH, 'jo');
    const run = async () => runRemoval(world.deps, (await world.store.get(removals, key))!);
    await run();
    expect([(await world.store.get(removals, key))?.doneAt, await world.sent('contact.erased.done')]).toEqual([null, []]);
    await run();
    expect((await world.store.get(removals, key))?.doneAt).toBe(world.time.clock.now());
    expect(await world.sent('contact.erased.done')).toHaveLength(1);
  });
});

describe('settings that change while a calendar is worked on', () => {
  test('another frequency, chosen during a full read, is the one it goes on with', async () => {
    await world.connect('hal', { frequency: 'manual' }, { target: false });
    onAnswer(world, 'listEvents', () => world.change('hal-k', { frequency: '5-minutes' }));
    await world.change('hal-k', { targetCalendarId: primaryOf('hal') });
    await world.drain();
    const { nextPullAt } = (await calendar())!;
    expect(nextPullAt).toBeLessThanOrEqual(world.time.clock.now() + 6 * minute);
    expect(nextPullAt).not.toBeNull();
  });

  test('another direction, chosen while it pushes, holds for what it reads then', async () => {
    await world.connect('hal', { direction: 'to-google', mode: 'one-way' });
    await world.advance(minute);
    await world.book();
    onAnswer(world, 'insertEvent', async () => {
      await world.change('hal-k', { direction: 'bidirectional', mode: 'two-way' });
      world.person('hal').insert({ summary: 'Mine', start: { dateTime: at(15).start }, end: { dateTime: at(15).end } });
      await world.knock();
    });
    world.judge = () => ({ outcome: 'appointment', contactIds: [], fires: false });
    await world.advance(minute);
    await world.advance(minute);
    expect((await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items.map(({ title }) => title)).toContain('Mine');
  });
});
