import type { Caller } from '@portal-sync/contracts';
import { expect, test } from 'vitest';
import { agencyCaller, agencyOf } from './index.ts';

const sam: Caller = { kind: 'user', agencyId: 'north', userId: 'sam', role: 'staff' };

test.each<Caller>([sam, { kind: 'platform', agencyId: 'north', clientId: 'crm' }])('a $kind speaks of its agency', (caller) => {
  expect(agencyCaller(caller)).toBe(caller);
  expect(agencyOf(caller)).toBe('north');
});

test.each<Caller>([{ kind: 'service', name: 'matcher' }, { kind: 'anyone' }])('$kind speaks of none', (caller) => {
  expect(() => agencyOf(caller)).toThrow(expect.objectContaining({ code: 'forbidden' }));
});
