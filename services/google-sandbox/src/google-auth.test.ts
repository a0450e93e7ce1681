import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library';
import { calendar } from '@googleapis/calendar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox } from './testing/start-sandbox.ts';
import type { Started } from './testing/start-sandbox.ts';

let started: Started;
let oauth: OAuth2Client;
const REDIRECT = 'http://localhost:4401/google/callback';

beforeAll(async () => {
  started = await startSandbox({
    demo: {
      accounts: [{ email: 'alice@gmail.com', name: 'Alice', sub: '101' }],
      clients: [{ clientId: 'one.apps.googleusercontent.com', clientSecret: 's', redirectUris: [REDIRECT] }],
    },
  });
  oauth = new OAuth2Client({
    clientId: 'one.apps.googleusercontent.com',
    clientSecret: 's',
    redirectUri: REDIRECT,
    endpoints: {
      oauth2AuthBaseUrl: `${started.url}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${started.url}/token`,
      oauth2RevokeUrl: `${started.url}/revoke`,
      tokenInfoUrl: `${started.url}/tokeninfo`,
      oauth2FederatedSignonPemCertsUrl: `${started.url}/oauth2/v1/certs`,
    },
  });
});
afterAll(() => started.stop());

test("Google's own auth library goes the whole way: consent, code with PKCE, id token, refresh, tokeninfo, revoke", async () => {
  const { codeVerifier, codeChallenge = '' } = await oauth.generateCodeVerifierAsync();
  const authUrl = oauth.generateAuthUrl({
    access_type: 'offline', scope: ['openid', 'email', 'https://www.googleapis.com/auth/calendar.events'], state: 'st',
    code_challenge: codeChallenge, code_challenge_method: CodeChallengeMethod.S256,
  });
  const { location } = await started.control<{ location: string }>('POST', 'consent', { authUrl, account: 'alice@gmail.com' });
  const code = new URL(location).searchParams.get('code') ?? '';
  const { tokens } = await oauth.getToken({ code, codeVerifier });
  expect(tokens.refresh_token).toBeTypeOf('string');
  const ticket = await oauth.verifyIdToken({ idToken: tokens.id_token ?? '', audience: 'one.apps.googleusercontent.com' });
  expect(ticket.getPayload()).toMatchObject({ sub: '101', email: 'alice@gmail.com', email_verified: true });
  expect((await oauth.getTokenInfo(tokens.access_token ?? '')).scopes).toContain('https://www.googleapis.com/auth/calendar.events');

  oauth.setCredentials({ refresh_token: tokens.refresh_token ?? null });
  const api = calendar({ version: 'v3', rootUrl: `${started.url}/`, auth: oauth });
  expect((await api.events.list({ calendarId: 'primary' })).data.items).toEqual([]);
  await oauth.revokeToken(tokens.refresh_token ?? '');
  oauth.setCredentials({ refresh_token: tokens.refresh_token ?? null });
  await expect(oauth.getAccessToken()).rejects.toMatchObject({ response: { data: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' } } });
});
