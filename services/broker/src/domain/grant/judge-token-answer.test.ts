import { describe, expect, it } from 'vitest';
import { judgeTokenAnswer, type TokenAnswer } from './judge-token-answer.ts';

const shown = (answer: TokenAnswer): string => {
  const verdict = judgeTokenAnswer(answer);
  return verdict.kind === 'fresh' ? 'fresh' : `${verdict.cause}${verdict.revoked ? ' (revoked)' : ''}`;
};

describe('every answer of Google’s token endpoint is fresh tokens or one of four causes', () => {
  const table: [string, TokenAnswer, string][] = [
    ['tokens', { status: 200, body: { access_token: 'a', expires_in: 3599 } }, 'fresh'],
    ['no answer', null, 'retry'],
    ['trouble at Google', { status: 503, body: {} }, 'retry'],
    ['too many requests', { status: 429, body: { error: 'rate_limit_exceeded' } }, 'retry'],
    ['L02 revoked or expired', { status: 400, body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' } }, 're-consent (revoked)'],
    ['a session policy', { status: 400, body: { error: 'invalid_grant', error_subtype: 'invalid_rapt' } }, 're-consent'],
    ['an administrator’s policy', { status: 400, body: { error: 'admin_policy_enforced' } }, 'admin-must-act'],
    ['a wrong secret', { status: 401, body: { error: 'invalid_client' } }, 'operator-bug'],
    ['a deleted client', { status: 401, body: { error: 'deleted_client' } }, 'operator-bug'],
    ['a request Google does not understand', { status: 400, body: { error: 'invalid_request' } }, 'operator-bug'],
    ['a proxy’s page', { status: 404, body: {} }, 'retry'],
    ['200 without a token', { status: 200, body: {} }, 'retry'],
  ];
  it.each(table)('%s', (_name, answer, expected) => {
    expect(shown(answer)).toBe(expected);
  });
  it('no refresh token in the answer is none, never an empty one', () => {
    expect(judgeTokenAnswer({ status: 200, body: { access_token: 'a', refresh_token: '' } })).toMatchObject({ refreshToken: undefined });
  });
});
