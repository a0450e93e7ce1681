import { agencyChanged, type Appointment } from '@portal-sync/contracts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { onAgencyChanged } from '../on/agency-changed.ts';
import { agencyZones } from '../repos/agency-zones.ts';
import { appointments, attendances } from '../repos/appointments.ts';
import { as, at, NORTH, platform } from '../testing/cast.ts';
import { openRoom, type Room } from '../testing/open-room.ts';
import { takeAndWork } from '../testing/take-and-work.ts';
import { workOnZone } from './work-on-zone.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room.close());

const DAY = { allDay: true, from: '2026-03-02', toExclusive: '2026-03-03' } as const;
const book = async (body: object) => (await room.call(platform(), 'POST', '/v1/appointments', { hostUserId: 'hal', ...body })).body as Appointment;
const work = () => takeAndWork(room, agencyZones, (doc) => workOnZone(room.deps, doc));

async function moveTo(zone: string): Promise<void> {
  const card = room.agencies.get(NORTH)!;
  room.agencies.set(NORTH, { ...card, version: card.version + 1, zone });
  const message = agencyChanged.make({ agencyId: NORTH, version: card.version + 1 }, { id: room.deps.makeId(), now: room.time.clock.now() });
  await onAgencyChanged(room.deps).handle(message, { attempt: 1, signal: new AbortController().signal });
}

/** What stands between two moments, as the agency's admin sees it. */
async function between(from: string, to: string): Promise<readonly string[]> {
  const { body } = await room.call(as('hal'), 'GET', `/v1/appointments?userId=hal&from=${from}&to=${to}`);
  return (body as { items: Appointment[] }).items.map(({ title }) => title);
}

describe('an agency that moves to another zone', () => {
  test('has its whole days there: they are found at the hours they take now, and no version is made of it', async () => {
    const fair = await book({ title: 'Fair', when: DAY });
    await book({ title: 'Massage', when: at(10) });
    const lastEvening = ['2026-03-01T16:00:00Z', '2026-03-01T20:00:00Z'] as const;
    expect(await between(...lastEvening)).toEqual([]);
    await moveTo('Asia/Tokyo');
    await work();
    expect(await between(...lastEvening)).toEqual(['Fair']);
    expect(await between('2026-03-02T16:00:00Z', '2026-03-02T20:00:00Z')).toEqual([]);
    expect(await between('2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z')).toEqual(['Fair', 'Massage']);
    expect((await room.call(platform(), 'GET', `/v1/appointments/${fair.id}`)).body).toMatchObject({ version: 1, when: DAY });
    expect(await room.changes(fair.id)).toHaveLength(1);
  });

  test('and every one of them, page by page, also when it moves on meanwhile', async () => {
    const { id } = await book({ title: 'Fair', when: DAY });
    const doc = (await room.store.get(appointments, id))!;
    const row = (await room.store.get(attendances, `${id}/hal`))!;
    for (let n = 0; n < 230; n++) {
      await room.store.put(appointments, { ...doc, id: `a${n}`, startsAt: doc.startsAt + n });
      await room.store.put(attendances, { ...row, id: `a${n}/hal`, appointmentId: `a${n}`, startsAt: doc.startsAt + n });
    }
    await moveTo('Asia/Tokyo');
    await workOnZone(room.deps, (await room.store.get(agencyZones, NORTH))!);
    await moveTo('America/New_York');
    await work();
    const midnight = Date.parse('2026-03-02T00:00:00-05:00');
    const starts = async (items: readonly { startsAt: number }[]) => new Set(items.map(({ startsAt }) => startsAt));
    expect(await starts((await room.store.find(appointments, { index: 'byTime', equals: [NORTH], limit: 1000 })).items)).toEqual(new Set([midnight]));
    expect(await starts((await room.store.find(attendances, { index: 'byUser', equals: [NORTH, 'hal'], limit: 1000 })).items)).toEqual(new Set([midnight]));
  });

  test('and one that only changed its name moves nothing', async () => {
    await moveTo('Europe/Amsterdam');
    await work();
    await moveTo('Europe/Amsterdam');
    expect(await room.store.get(agencyZones, NORTH)).toMatchObject({ zone: 'Europe/Amsterdam', toward: null, dueAt: null });
  });
});
