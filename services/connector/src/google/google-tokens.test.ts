import { expect, test } from 'vitest';
import { createGoogleTokens } from './google-tokens.ts';

function openTokens() {
  const asked: string[] = [];
  const tokens = createGoogleTokens({
    mostHeld: 3,
    clock: { now: () => 1_000 },
    tokenUrl: 'http://broker/oauth2/token',
    async http(_url, init) {
      const connectionId = new URLSearchParams(String(init?.body)).get('subject_token') ?? '';
      asked.push(connectionId);
      return Response.json({ access_token: `t-${connectionId}`, expires_in: 3_600 });
    },
  });
  return { tokens, asked };
}

test('a token that was exchanged serves until it is about to expire', async () => {
  const { tokens, asked } = openTokens();
  expect((await tokens.get('c1')).fresh).toBe(true);
  expect((await tokens.get('c1')).fresh).toBe(false);
  expect(asked).toEqual(['c1']);
});

test('memory is bounded: the tokens exchanged longest ago are let go, and had again when needed', async () => {
  const { tokens, asked } = openTokens();
  for (const id of ['c1', 'c2', 'c3', 'c4']) await tokens.get(id);
  expect((await tokens.get('c2')).fresh).toBe(false);
  expect((await tokens.get('c1')).fresh).toBe(true);
  expect(asked).toEqual(['c1', 'c2', 'c3', 'c4', 'c1']);
});
