import { sha256 } from '@portal-sync/kernel';
import { describe, expect, it } from 'vitest';
import { judgeState } from './judge-state.ts';

const kept = { hash: sha256('secret'), browser: sha256('cookie'), expiresAt: 100, usedAt: null };
const came = { hash: sha256('secret'), browser: sha256('cookie'), now: 50 };

describe('P06 a state that comes back from Google', () => {
  const table: [string, Parameters<typeof judgeState>, string][] = [
    ['as it went out', [kept, came], 'good'],
    ['never went out', [undefined, came], 'unknown'],
    ['was tampered with', [kept, { ...came, hash: sha256('secreT') }], 'unknown'],
    ['came back before', [{ ...kept, usedAt: 40 }, came], 'replayed'],
    ['came too late', [kept, { ...came, now: 100 }], 'expired'],
    ['came to another browser', [kept, { ...came, browser: sha256('other') }], 'other-browser'],
    ['came to a browser without our cookie', [kept, { ...came, browser: undefined }], 'other-browser'],
  ];
  it.each(table)('%s', (_name, [state, back], expected) => {
    expect(judgeState(state, back)).toBe(expected);
  });
});
