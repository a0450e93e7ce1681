import { makePkceVerifier, pkceChallengeOf } from '@portal-sync/auth';
import { PRODUCT_SCOPES, type Caller, type Product } from '@portal-sync/contracts';
import { systemRandom } from '@portal-sync/kernel';
import type { PlainResponse } from '@portal-sync/runtime';
import { Browser, type Stop } from './browser.ts';
import type { Choice } from './local-google.ts';
import { HARBOUR, NORTH, person, type BrokerWorld } from './open-broker.ts';

export interface Opened {
  readonly id: string;
  readonly url: string;
  readonly verifier: string;
  readonly answer: PlainResponse;
}

const PATH: Readonly<Record<string, string>> = { north: NORTH, harbour: HARBOUR };

/** The opener's part: a session with a verifier of its own. */
export async function openSession(world: BrokerWorld, caller: Caller, more: Record<string, unknown> = {}): Promise<Opened> {
  const verifier = makePkceVerifier(systemRandom);
  const agencyId = caller.kind === 'user' || caller.kind === 'platform' ? caller.agencyId : 'north';
  const userId = caller.kind === 'user' ? caller.userId : 'anna';
  const body = { userId, product: 'calendar-2way', returnTo: `${PATH[agencyId]}/connect/done`, codeChallenge: pkceChallengeOf(verifier), ...more };
  const answer = await world.call('POST', '/v1/connect-sessions', caller, body);
  const { id = '', url = '' } = (answer.body ?? {}) as { id?: string; url?: string };
  return { id, url, verifier, answer };
}

/** The person's part: sees the page, goes on, chooses at Google. */
export async function goThrough(world: BrokerWorld, opened: Opened, choice: Choice, browser = new Browser(world)): Promise<Stop> {
  await browser.get(opened.url);
  return browser.post(`${opened.url}/continue`, {}, choice);
}

export const redeem = (world: BrokerWorld, caller: Caller, code: string, codeVerifier: string): Promise<PlainResponse> =>
  world.call('POST', '/v1/connect-sessions/redeem', caller, { code, codeVerifier });

export const codeOf = (stop: Stop): string => new URL(stop.url).searchParams.get('code') ?? '';

/** All of it: a connection of this person. */
export async function connect(world: BrokerWorld, caller: Caller = person('anna'), choice: Choice = { account: 'anna.demo@gmail.com' }, more: Record<string, unknown> = {}) {
  const opened = await openSession(world, caller, more);
  if (opened.answer.status !== 201) throw new Error(`not opened: ${JSON.stringify(opened.answer.body)}`);
  const stop = await goThrough(world, opened, choice);
  const answer = await redeem(world, caller, codeOf(stop), opened.verifier);
  if (answer.status !== 200) throw new Error(`not redeemed: ${stop.url} ${JSON.stringify(answer.body)} ${JSON.stringify(stop.answer?.body)}`);
  return answer.body as { id: string; product: Product; account: string | null; state: string };
}

/** Everything but the named box. */
export const allBut = (product: Product, box: string): string[] => [
  'openid', 'https://www.googleapis.com/auth/userinfo.email', ...PRODUCT_SCOPES[product].filter((scope) => !scope.endsWith(box)),
];
