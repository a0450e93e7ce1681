import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { conflicts } from '../repos/conflicts.ts';
import { at, NORTH } from '../testing/cast.ts';
import { openSyncWorld, type SyncWorld } from '../testing/sync-world.ts';
import { findContact } from './keep-contact.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

const minute = 60_000;
const event = () => {
  const found = world.person('hal').events()[0];
  if (found?.id === undefined) throw new Error('no event');
  return { ...found, id: found.id };
};
const found = async () => (await world.store.find(conflicts, { index: 'byAgency', equals: [NORTH] })).items;

/** An appointment that stands in Google, then edited there and here without either having seen the other. */
async function bothEdit(here: Parameters<SyncWorld['edit']>[1], there: Record<string, unknown>) {
  const { id } = await world.book();
  await world.drain();
  await world.advance(minute);
  world.person('hal').patch(event().id, there);
  await world.edit(id, here);
  await world.drain();
  await world.advance(minute);
  return id;
}

describe('both sides changed', () => {
  test('different fields merge, without a conflict', async () => {
    await world.connect('hal');
    const id = await bothEdit({ title: 'Longer massage' }, { location: 'Room 2', start: { dateTime: at(14).start }, end: { dateTime: at(14).end } });
    expect(await world.read(id)).toMatchObject({ title: 'Longer massage', location: 'Room 2', startsAt: Date.parse(at(14).start) });
    expect(event()).toMatchObject({ summary: 'Longer massage', location: 'Room 2' });
    expect(await found()).toEqual([]);
  });

  test('D01 platform wins: ours stands on both sides, and what Google said is kept', async () => {
    await world.connect('hal');
    const id = await bothEdit({ title: 'Ours' }, { summary: 'Theirs' });
    expect((await world.read(id)).title).toBe('Ours');
    expect(event().summary).toBe('Ours');
    expect(await found()).toMatchObject([{ field: 'title', base: 'Massage', ours: 'Ours', theirs: 'Theirs', winner: 'platform', appointmentId: id }]);
  });

  test('D02 Google wins: theirs stands on both sides, and what we said is kept in the history', async () => {
    await world.connect('hal', { conflictPolicy: 'google-wins' });
    const id = await bothEdit({ title: 'Ours' }, { summary: 'Theirs' });
    expect((await world.read(id)).title).toBe('Theirs');
    expect(event().summary).toBe('Theirs');
    expect(await found()).toMatchObject([{ field: 'title', ours: 'Ours', theirs: 'Theirs', winner: 'google' }]);
    const last = (await world.sent('appointment.changed')).map((message) => message.data as { version: number; cause: string });
    expect(last.find((change) => change.version === 3)).toMatchObject({ cause: 'google' });
  });

  test('last modified wins: the later edit stands, and within two seconds ours does', async () => {
    await world.connect('hal', { conflictPolicy: 'last-modified-wins' });
    const { id } = await world.book();
    await world.drain();
    await world.advance(minute);
    await world.edit(id, { title: 'Ours, earlier' });
    world.time.jump(5_000);
    world.person('hal').patch(event().id, { summary: 'Theirs, later' });
    await world.advance(minute);
    expect((await world.read(id)).title).toBe('Theirs, later');
    await world.edit(id, { title: 'Ours again' });
    world.time.jump(1_000);
    world.person('hal').patch(event().id, { summary: 'Theirs, a moment later' });
    await world.advance(minute);
    expect((await world.read(id)).title).toBe('Ours again');
    expect(event().summary).toBe('Ours again');
  });

  test('D06 the same change on both sides is no conflict', async () => {
    await world.connect('hal');
    const id = await bothEdit({ title: 'Agreed' }, { summary: 'Agreed' });
    expect((await world.read(id)).version).toBe(2);
    expect(await found()).toEqual([]);
  });

  test('D07 one field in conflict leaves the others to merge', async () => {
    await world.connect('hal');
    const id = await bothEdit({ title: 'Ours', description: 'from here' }, { summary: 'Theirs', location: 'from there' });
    expect(await world.read(id)).toMatchObject({ title: 'Ours', description: 'from here', location: 'from there' });
    expect(event()).toMatchObject({ summary: 'Ours', description: 'from here', location: 'from there' });
    expect((await found()).map((conflict) => conflict.field)).toEqual(['title']);
  });

  test('D09 cancelled here while edited there: existence is a field, and the policy decides', async () => {
    await world.connect('hal');
    const first = await bothEdit({ status: 'cancelled' }, { summary: 'Theirs' });
    expect((await world.read(first)).status).toBe('cancelled');
    expect(world.person('hal').events()).toEqual([]);
    expect(await found()).toMatchObject([{ field: 'exists', winner: 'platform' }]);
    await world.change('hal-k', { conflictPolicy: 'google-wins' });
    const second = await bothEdit({ status: 'cancelled' }, { summary: 'Theirs' });
    expect(await world.read(second)).toMatchObject({ status: 'confirmed', title: 'Theirs' });
  });

  test('deleted there while edited here: by the platform\'s word it comes back, by Google\'s it is cancelled', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    await world.advance(minute);
    world.person('hal').remove(event().id);
    await world.edit(id, { title: 'Still on' });
    await world.drain();
    await world.advance(minute);
    expect(world.person('hal').events().map((one) => one.summary)).toEqual(['Still on']);
    expect((await world.read(id)).status).toBe('confirmed');
    await world.change('hal-k', { conflictPolicy: 'google-wins' });
    world.person('hal').remove(event().id);
    await world.edit(id, { title: 'Still on?' });
    await world.drain();
    expect((await world.read(id)).status).toBe('cancelled');
  });
});

describe('directions', () => {
  test('to Google: edits there stay until our next edit, which is written over them', async () => {
    await world.connect('hal', { direction: 'to-google', mode: 'one-way' });
    const { id } = await world.book();
    await world.drain();
    world.person('hal').patch(event().id, { summary: 'Theirs', location: 'There' });
    await world.advance(minute);
    await world.advance(minute);
    expect(event().summary).toBe('Theirs');
    expect((await world.read(id)).title).toBe('Massage');
    await world.edit(id, { description: 'new' });
    await world.advance(minute);
    expect(event()).toMatchObject({ summary: 'Massage', description: 'new' });
  });

  test('from Google: nothing is written there, and what Google says is taken', async () => {
    world.contacts.set('jane', { id: 'jane', agencyId: NORTH, name: 'Jane', addresses: ['jane@mail.example'], version: 1 });
    await world.connect('hal', { direction: 'from-google' });
    await world.book({ title: 'Only here' });
    world.person('hal').insert({ summary: 'Coffee', start: { dateTime: at(15).start }, end: { dateTime: at(15).end }, attendees: [{ email: 'jane@mail.example' }] });
    await world.advance(minute);
    expect(world.person('hal').events().map((one) => one.summary)).toEqual(['Coffee']);
    world.person('hal').patch(event().id, { summary: 'Tea' });
    await world.advance(minute);
    const calls = world.google.world.state.calls.filter((call) => call.method !== 'GET');
    expect(calls).toEqual([]);
    const told = (await world.sent('appointment.changed')).map((message) => message.data as { appointmentId: string; cause: string });
    const fromThere = told.find((change) => change.cause === 'google');
    expect((await world.read(fromThere?.appointmentId ?? '')).title).toBe('Tea');
  });
});

describe('outward privacy', () => {
  test('hiding client details rewrites what we pushed, without mail, and showing them again does too', async () => {
    world.contacts.set('c1', { id: 'c1', agencyId: NORTH, name: 'John Smith', addresses: [], version: 1 });
    await world.connect('hal');
    await findContact(world.deps, NORTH, 'c1');
    await world.book({ contactId: 'c1', description: 'back pain', location: 'Room 1' });
    await world.drain();
    expect(event()).toMatchObject({ summary: 'John Smith - Massage', description: 'back pain' });
    await world.change('hal-k', { clientDetails: 'hidden' });
    await world.drain();
    expect(event().summary).toBe('Massage');
    expect([event().description ?? '', event().location ?? '']).toEqual(['', '']);
    await world.advance(minute);
    await world.change('hal-k', { clientDetails: 'shown' });
    await world.drain();
    expect(event()).toMatchObject({ summary: 'John Smith - Massage', description: 'back pain', location: 'Room 1' });
    expect(world.google.world.state.mails).toEqual([]);
  });

  test('what a person wrote into an event of their own stays, also with client details hidden', async () => {
    world.judge = () => ({ outcome: 'appointment', contactIds: [], fires: false });
    await world.connect('hal');
    world.person('hal').insert({ summary: 'Mine', description: 'my notes', location: 'My place', start: { dateTime: at(15).start }, end: { dateTime: at(15).end } });
    await world.advance(minute);
    await world.change('hal-k', { clientDetails: 'hidden' });
    await world.advance(minute);
    expect(event()).toMatchObject({ description: 'my notes', location: 'My place' });
    expect(world.calls('events.patch')).toBe(0);
  });
});
