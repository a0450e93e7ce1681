import { expect, test } from 'vitest';
import { reachOf, type Caller, type Who } from './caller.ts';

const user = (role: 'admin' | 'staff' | 'client' | 'prospect'): Caller => ({ kind: 'user', agencyId: 'a', userId: 'u', role });
const platform: Caller = { kind: 'platform', agencyId: 'a', clientId: 'c' };
const service: Caller = { kind: 'service', name: 'matcher' };
const anyone: Caller = { kind: 'anyone' };
const table: Who = { admin: 'agency', staff: 'own', platform: 'agency' };

test.each([
  ['a role that is named reaches as far as it says', table, user('admin'), 'agency'],
  ['another role may reach less far', table, user('staff'), 'own'],
  ['a role that is not named is refused', table, user('client'), undefined],
  ['an agency\'s system reaches where it is named', table, platform, 'agency'],
  ['no token reaches nothing that has a table', table, anyone, undefined],
  ['a service reaches no public route', table, service, undefined],
  ['an internal route is for services only', 'service', service, 'open'],
  ['an internal route refuses an admin', 'service', user('admin'), undefined],
  ['an operator route is for operators', 'operator', { kind: 'operator' }, 'open'],
  ['a service opens no operator route', 'operator', service, undefined],
  ['an operator opens no route between services', 'service', { kind: 'operator' }, undefined],
  ['an operator sees no agency\'s records', table, { kind: 'operator' }, undefined],
  ['an admin opens no operator route', 'operator', user('admin'), undefined],
  ['an open route takes anybody', 'anyone', anyone, 'open'],
] as const)('%s', (_rule, who, caller, reach) => {
  expect(reachOf(who as Who, caller)).toBe(reach);
});
