import { AppError } from '@portal-sync/kernel';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import { appointmentChanged } from './messages/connector.ts';
import { userChanged } from './messages/broker.ts';

const stamp = { id: 'm1', now: Date.parse('2026-05-04T10:00:00Z') };

test('a message is a CloudEvent whose key keeps the order of its record', () => {
  const message = userChanged.make({ agencyId: 'north', userId: 'ada', version: 3 }, stamp);
  expect(message).toMatchObject({
    specversion: '1.0', id: 'm1', source: '/broker', type: 'user.changed', time: '2026-05-04T10:00:00.000Z', agency: 'north', partitionkey: 'north',
  });
});

test('writing is strict: an unknown field never leaves', () => {
  const data = { agencyId: 'north', userId: 'ada', version: 3, email: 'ada@example.com' };
  expect(() => userChanged.make(data, stamp)).toThrow();
});

test('reading is tolerant: a newer producer\'s field is passed over', () => {
  const message = userChanged.make({ agencyId: 'north', userId: 'ada', version: 3 }, stamp);
  const newer = { ...message, data: { ...message.data, team: 'blue' } };
  expect(userChanged.read(newer)).toEqual({ agencyId: 'north', userId: 'ada', version: 3 });
});

test('what does not parse names the paths at fault and never the values', () => {
  const broken = { ...userChanged.make({ agencyId: 'north', userId: 'ada', version: 3 }, stamp), data: { agencyId: 'north', userId: 'ada', version: 'canary' } };
  const failure = (() => {
    try {
      userChanged.read(broken);
    } catch (error) {
      return error as AppError;
    }
  })();
  expect(failure?.code).toBe('invalid');
  expect(failure?.issues.map((issue) => issue.path)).toEqual(['version']);
  expect(JSON.stringify([failure?.message, failure?.issues])).not.toContain('canary');
});

test('rows of one appointment share a key, whatever calendar they stand in', () => {
  const row = (version: number, calendarId: string) =>
    appointmentChanged.make(
      { agencyId: 'north', appointmentId: 'apt', version, kind: 'changed', changedFields: ['title'], cause: 'api', contactIds: [], calendarId, appointmentType: 'meeting', bookedBy: 'staff', fires: true },
      stamp,
    );
  expect(row(1, 'c1').partitionkey).toBe(row(2, 'c2').partitionkey);
});

test.each([
  ['appointment.changed', 'appointments.v1'],
  ['agency.changed', 'agencies.v1'],
  ['access.refused', 'accesses.v1'],
])('%s travels on the topic of its noun, %s', (type, topic) => {
  const kind = defineMessage({ type, version: 1, owner: 'a', nature: 'look-again', shape: { agencyId: z.string() }, key: (data) => data.agencyId });
  expect(kind.topic).toBe(topic);
});
