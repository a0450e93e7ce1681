import { describe, expect, it } from 'vitest';
import { decideRefresh, type RefreshState as Entry } from './decide-refresh.ts';

const token = {};
const entry = (over: Partial<Entry>): Entry => ({ version: 3, accessToken: token, accessExpiresAt: 1_000_000, lease: null, restUntil: 0, ...over });
const ask = { now: 500_000, newerThan: 0 };

describe('who wants a Google token', () => {
  const table: [string, Partial<Entry>, Partial<typeof ask>, string][] = [
    ['gets the stored one while it lives', {}, {}, 'serve'],
    ['L01 near its end it is refreshed', { accessExpiresAt: 619_999 }, {}, 'refresh'],
    ['where there is none it is fetched', { accessToken: null }, {}, 'refresh'],
    ['waits while another one refreshes', { accessExpiresAt: 0, lease: { until: 500_001 } }, {}, 'wait'],
    ['takes over when the other one’s lease ran out', { accessExpiresAt: 0, lease: { until: 500_000 } }, {}, 'refresh'],
    ['leaves Google alone after a failure', { accessExpiresAt: 0, restUntil: 500_001 }, {}, 'rest'],
    ['doubts the stored one: asks Google', {}, { newerThan: 3 }, 'refresh'],
    ['doubts an older one: the newer will do', {}, { newerThan: 2 }, 'serve'],
    ['gets the stored one also while Google rests', { restUntil: 999_999 }, {}, 'serve'],
  ];
  it.each(table)('%s', (_name, over, asking, expected) => {
    expect(decideRefresh(entry(over), { ...ask, ...asking }).kind).toBe(expected);
  });
});
