import { describe, expect, it } from 'vitest';
import { brokenLink, chainAudit, newAuditHead, type StoredAuditRow } from './chain-audit.ts';

const row = (id: string): StoredAuditRow => ({
  id, agencyId: 'north', at: 1, kind: 'connect.opened', actor: { kind: 'user', id: 'u' }, userId: 'u', connectionId: null,
  details: { product: 'meet' }, seq: null, hash: null, chained: false,
});
const chained = () => {
  const first = chainAudit(newAuditHead('north'), [row('a'), row('b')]);
  const second = chainAudit(first.head, [row('c')]);
  return { head: second.head, rows: [...first.rows, ...second.rows] };
};

describe('the audit chain', () => {
  it('holds as it was written, in as many batches as it took', () => {
    const { head, rows } = chained();
    expect(rows.map((one) => one.seq)).toEqual([1, 2, 3]);
    expect(brokenLink(head, rows)).toBeUndefined();
  });
  it.each<[string, (rows: StoredAuditRow[]) => StoredAuditRow[], number]>([
    ['a changed field', (rows) => rows.map((one) => (one.id === 'b' ? { ...one, userId: 'x' } : one)), 2],
    ['a changed detail', (rows) => rows.map((one) => (one.id === 'a' ? { ...one, details: { product: 'calendar-2way' } } : one)), 1],
    ['a row taken out', (rows) => rows.filter((one) => one.id !== 'b'), 2],
    ['the last rows cut off', (rows) => rows.slice(0, 2), 3],
    ['rows swapped', ([a, b, c]) => [b, a, c] as StoredAuditRow[], 1],
  ])('shows %s', (_name, tamper, at) => {
    const { head, rows } = chained();
    expect(brokenLink(head, tamper(rows))).toBe(at);
  });
});
