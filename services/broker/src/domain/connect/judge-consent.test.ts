import { GOOGLE_SCOPES } from '@portal-sync/contracts';
import { describe, expect, it } from 'vitest';
import { judgeConsent } from './judge-consent.ts';
import { requestedScopes, scopeLedger, scopesOf } from './scope-ledger.ts';

type Consent = Parameters<typeof judgeConsent>[0];
const consent = (over: Partial<Consent>): Consent => ({ intent: 'connect', sub: 'a', standingSub: undefined, missing: [], ...over });

describe('what a consent is good for', () => {
  const table: [string, Partial<Consent>, string][] = [
    ['all boxes', {}, 'pending'],
    ['a box missing', { missing: ['x'] }, 'box-missing'],
    ['L07 another account on reconnect', { intent: 'reconnect', standingSub: 'b' }, 'other-account'],
    ['another account with a box missing: the account is said first', { intent: 'reconnect', standingSub: 'b', missing: ['x'] }, 'other-account'],
    ['the same account on reconnect', { intent: 'reconnect', standingSub: 'a' }, 'pending'],
    ['another account on upgrade', { intent: 'upgrade', standingSub: 'b' }, 'other-account'],
    ['another account on replace is what replace is for', { intent: 'replace', standingSub: 'b' }, 'pending'],
  ];
  it.each(table)('%s', (_name, over, expected) => {
    expect(judgeConsent(consent(over)).kind).toBe(expected);
  });
  it('replace is offered on reconnect, not on upgrade', () => {
    expect(judgeConsent(consent({ intent: 'reconnect', standingSub: 'b' }))).toMatchObject({ mayReplace: true });
    expect(judgeConsent(consent({ intent: 'upgrade', standingSub: 'b' }))).toMatchObject({ mayReplace: false });
  });
});

describe('the scope ledger', () => {
  it('asks for openid, email and the boxes of the product, and nothing else', () => {
    expect(requestedScopes('meet')).toEqual(['openid', 'email', GOOGLE_SCOPES.eventsOwned]);
    expect(requestedScopes('calendar-2way')).toHaveLength(5);
  });
  it('names what is missing, whatever order and extra scopes Google writes', () => {
    const granted = scopesOf(`https://www.googleapis.com/auth/userinfo.email openid  ${GOOGLE_SCOPES.settings} ${GOOGLE_SCOPES.events}`);
    expect(scopeLedger('calendar-2way', granted).missing).toEqual([GOOGLE_SCOPES.calendarList]);
  });
});
