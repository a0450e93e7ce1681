import type { Http } from '@portal-sync/kernel';
import { createManualTime } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import { addressesFrom } from '../house/addresses.ts';
import { plantDemo } from './plant-demo.ts';

/** Services that answer each call with `refusals` first, in turn, and then with what was asked for. */
function plantWith(refusals: number[]) {
  const { clock, timers, advance } = createManualTime();
  const stood: string[] = [];
  const http: Http = async (url, init) => {
    const path = new URL(url as string).pathname;
    const refused = refusals.shift();
    if (refused !== undefined) return Response.json({ error: 'temporarily_unavailable' }, { status: refused });
    if (path === '/oauth2/token') return Response.json({ access_token: 'token', expires_in: 300 });
    const body = JSON.parse(init?.body as string) as { id?: string };
    const id = body.id ?? path.split('/').at(-1);
    stood.push(`${path} ${id}`);
    // As much of a contact and of a user as both shapes ask for.
    return Response.json({ externalId: id, phone: '', agencyId: 'a', bound: false, version: 1, createdAt: 0, updatedAt: 0, provenance: { kind: 'api', eventId: null, userId: null, at: 0 }, ...body, id });
  };
  const secrets = { vaultKey: '', sessionKey: '', webhookKey: '', services: {}, agencies: {}, googleClient: '', operator: '' };
  const mark = { stands: () => false, set: () => undefined };
  const planting = plantDemo({ http, clock, timers, addresses: addressesFrom(4400), secrets, appointments: false, mark });
  return { planting, stood, advance };
}

test('services that cannot keep up for the moment are asked again, and people and contacts stand once', async () => {
  const quick = plantWith([]);
  await quick.planting;
  const { planting, stood, advance } = plantWith([503, 503, 503, 503]);
  const planted = planting.then(() => 'planted', (error: unknown) => error);
  await advance(10_000);
  expect(await planted).toBe('planted');
  expect([...stood].sort()).toEqual([...quick.stood].sort());
  expect(new Set(stood).size).toBeGreaterThan(2);
});

test('what asking again does not mend is told at once', async () => {
  await expect(plantWith([401]).planting).rejects.toMatchObject({ status: 401 });
});
