import { expect, test } from 'vitest';
import { DEMO_AGENCIES } from './agencies.ts';
import { demoAppointments } from './demo-appointments.ts';

const NOW = Date.parse('2026-03-25T12:00:00Z');

test.each(DEMO_AGENCIES.map((agency) => [agency.id, agency] as const))('%s has a few weeks of appointments that do not overlap and name its own people', (_id, agency) => {
  const made = demoAppointments(agency, NOW);
  expect(made.length).toBeGreaterThan(40);
  expect(made.length).toBeLessThan(170);
  expect(new Set(made.map((appointment) => appointment.externalId)).size).toBe(made.length);
  const staff = new Set(agency.people.map((person) => person.id));
  const contacts = new Set(agency.contacts.map((contact) => contact.id));
  for (const one of made) {
    expect(staff.has(one.hostUserId)).toBe(true);
    expect(contacts.has(one.contactExternalId)).toBe(true);
    for (const other of made) {
      if (one === other || one.hostUserId !== other.hostUserId) continue;
      expect(Date.parse(one.when.end) <= Date.parse(other.when.start) || Date.parse(other.when.end) <= Date.parse(one.when.start)).toBe(true);
    }
  }
});

test('the same day gives the same appointments; what stands on a date stays there while the days go by', () => {
  const agency = DEMO_AGENCIES[0]!;
  const made = demoAppointments(agency, NOW);
  expect(demoAppointments(agency, NOW + 60_000)).toEqual(made);
  const tomorrow = new Set(demoAppointments(agency, NOW + 86_400_000).map((appointment) => JSON.stringify(appointment)));
  const kept = made.filter((appointment) => tomorrow.has(JSON.stringify(appointment)));
  expect(kept.length).toBeGreaterThan(made.length * 0.85);
});

test('over the change of the clocks the wall clock stays: everybody keeps their hours', () => {
  for (const agency of DEMO_AGENCIES) {
    for (const { when, hostUserId } of demoAppointments(agency, NOW)) {
      const day = new Date(`${when.start.slice(0, 10)}T12:00:00Z`).getUTCDay();
      const [from, to] = agency.people.find((person) => person.id === hostUserId)?.week?.days[day] ?? ['', ''];
      expect(when.start.slice(11, 16) >= from && when.end.slice(11, 16) <= to).toBe(true);
    }
  }
});

test.each(DEMO_AGENCIES.map((agency) => [agency.id, agency] as const))('%s has weeks as people have them: lengths, gaps, types and days differ, and each has clients of their own', (_id, agency) => {
  const made = demoAppointments(agency, NOW);
  const minutes = made.map(({ when }) => (Date.parse(when.end) - Date.parse(when.start)) / 60_000);
  expect(new Set(minutes).size).toBeGreaterThan(5);
  expect(new Set(made.map(({ type }) => type)).size).toBe(agency.types.length);
  expect(new Set(made.map(({ title }) => title)).size).toBe(agency.services.length);
  expect(new Set(made.map(({ when }) => when.start.slice(11, 16))).size).toBeGreaterThan(15);
  for (const { id, week } of agency.people) {
    if (week === undefined) continue;
    const own = made.filter((one) => one.hostUserId === id);
    const perDay = new Map<string, number>();
    for (const { when } of own) perDay.set(when.start.slice(0, 10), (perDay.get(when.start.slice(0, 10)) ?? 0) + 1);
    expect(new Set(perDay.values()).size).toBeGreaterThan(1);
    const clients = new Map<string, number>();
    for (const { contactExternalId } of own) clients.set(contactExternalId, (clients.get(contactExternalId) ?? 0) + 1);
    expect(Math.max(...clients.values())).toBeGreaterThan((own.length / agency.contacts.length) * 1.5);
  }
});

test('what is booked is something the agency offers, of a type it has', () => {
  for (const { services, types } of DEMO_AGENCIES) expect(services.every(({ type }) => types.some(({ key }) => key === type))).toBe(true);
});
