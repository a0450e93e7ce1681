import { expect, test } from 'vitest';
import { agencyRemovedDone, appointmentChanged, TOPICS, topicOf } from '../index.ts';

test('there is one topic per noun, and every kind of message has its own among them', () => {
  expect(TOPICS).toContain(appointmentChanged.topic);
  expect(TOPICS).toContain(agencyRemovedDone.portal.topic);
  expect(new Set(TOPICS).size).toBe(TOPICS.length);
});

test.each([['appointment.changed', 'appointments.v1'], ['agency.removed.done', 'agencies.v1'], ['access.refused', 'accesses.v1']])('%s goes to %s', (type, topic) => {
  expect(topicOf(type)).toBe(topic);
});
