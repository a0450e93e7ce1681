import { expect, test } from 'vitest';
import { DEMO_AGENCIES } from './agencies.ts';
import { demoAppointments } from './demo-appointments.ts';

const NOW = Date.parse('2026-03-25T12:00:00Z');

test.each(DEMO_AGENCIES.map((agency) => [agency.id, agency] as const))('%s has a few weeks of appointments that do not overlap and name its own people', (_id, agency) => {
  const made = demoAppointments(agency, NOW);
  expect(made.length).toBeGreaterThan(40);
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

test('the same day gives the same appointments, and the wall clock stays over the change of the clocks', () => {
  const agency = DEMO_AGENCIES[0]!;
  expect(demoAppointments(agency, NOW)).toEqual(demoAppointments(agency, NOW + 60_000));
  const hours = new Set(demoAppointments(agency, NOW).map((appointment) => appointment.when.start.slice(11, 16)));
  expect([...hours].sort()).toEqual(['09:00', '11:30', '14:00', '16:15']);
});
