import { expect, test } from 'vitest';
import { turnedPrivate, type TurnedPrivateAsk } from './turned-private.ts';

const ask: TurnedPrivateAsk = {
  item: { isPrivate: true, status: 'confirmed' }, link: { origin: 'theirs' }, appointment: { fromEventId: 'm', status: 'confirmed' }, takesPart: false, mirrorId: 'm',
};

test.each([
  ['an event that became an appointment', {}, 'cancel'],
  ['one whose appointment is cancelled already', { appointment: { fromEventId: 'm', status: 'cancelled' } }, 'let-go'],
  ['one that was linked to a record of ours', { appointment: { fromEventId: null, status: 'confirmed' } }, 'let-go'],
  ['an event of ours', { link: { origin: 'ours' } }, 'stays'],
  ['a copy by which its person takes part', { link: { origin: 'copy' } }, 'leave'],
  ['a copy of somebody who takes part anyway', { link: { origin: 'copy' }, takesPart: true }, 'stays'],
  ['one that is not private', { item: { isPrivate: false, status: 'confirmed' } }, 'stays'],
  ['one that is gone', { item: { isPrivate: true, status: 'cancelled' } }, 'stays'],
] as const)('%s: %s', (_name, more, expected) => expect(turnedPrivate({ ...ask, ...more })).toBe(expected));
