import { z } from 'zod';
import { createAccount, mustFindAccount } from '../../core/control/accounts.ts';
import { asPerson } from '../../core/control/as-person.ts';
import { registerClient } from '../../core/control/oauth.ts';
import type { Google } from '../../core/google.ts';
import { findAccount } from '../../core/accounts.ts';
import { json } from '../plain.ts';
import { faceRoute } from '../route.ts';
import { newAccount } from './accounts.ts';
import { asClient, newClient } from './oauth.ts';
import { readControl } from './read.ts';

/** Accounts, OAuth clients and events to have from the start. */
export const seedBody = z.strictObject({
  accounts: z.array(newAccount).default([]),
  clients: z.array(newClient).default([]),
  /** Events as their owner would make them; one with an `id` that is there already is passed over. */
  events: z.array(z.strictObject({ account: z.string(), calendarId: z.string().default('primary'), event: z.record(z.string(), z.unknown()) })).default([]),
});
export type Seed = z.input<typeof seedBody>;

/** Plants a seed; accounts that are there already are left as they are, clients are registered anew. */
export function plant(google: Google, seed: Seed): { accounts: number; clients: number; events: number } {
  const { accounts, clients, events } = seedBody.parse(seed);
  const fresh = accounts.filter((account) => !findAccount(google.world, account.sub ?? account.email) && !findAccount(google.world, account.email));
  for (const account of fresh) createAccount(google.world, account);
  for (const client of clients) registerClient(google.world, asClient(client));
  const planted = events.filter(({ account, calendarId, event }) => {
    const request = { method: 'POST', path: `/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events`, body: event };
    return asPerson(google.world, mustFindAccount(google.world, account), request).status === 200;
  });
  return { accounts: fresh.length, clients: clients.length, events: planted.length };
}

export const seedRoutes = [
  faceRoute('POST', '/_control/seed', (face, request) => {
    if (request.body !== '') return json(200, plant(face.google, readControl(request, seedBody)));
    face.seedDemo();
    return json(200, { demo: true });
  }),
  faceRoute('POST', '/_control/reset', (face, request) => {
    const { seed } = readControl(request, z.strictObject({ seed: z.boolean().default(true) }));
    face.google.reset();
    if (seed) face.seedDemo();
    return json(200, {});
  }),
];
