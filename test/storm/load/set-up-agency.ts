import { Person } from '@portal-sync/all-in-one/person';
import type { Contact, Rule } from '@portal-sync/contracts';
import type { Http } from '@portal-sync/kernel';
import { Platform } from '../../house/platform.ts';
import type { KnownContact, StageAgency } from './stage.ts';
import type { StormProduct } from './storm-product.ts';
import { untilDone, type Patience } from './until-answered.ts';

/** The demo's agencies, as far as the load needs them. */
const AGENCIES = [
  { id: 'northlight', zone: 'Europe/Amsterdam', admin: 'ada@northlight.example', client: 'clara.jansen.demo@gmail.com' },
  { id: 'harbour', zone: 'Europe/Stockholm', admin: 'elin@harbour.example', client: 'john.smith.demo@gmail.com' },
] as const;

export interface SetUp {
  readonly product: StormProduct;
  readonly http: Http;
  readonly patience: Patience;
  readonly mark: string;
  /** Port of the webhooks' receiver. */
  readonly port: number;
}

/** Both agencies, with contacts that Google's guests may be, rules for all that can happen, a campaign, and a webhook. */
export const setUpAgencies = (setUp: SetUp): Promise<StageAgency[]> => Promise.all(AGENCIES.map((agency) => setUpAgency(setUp, agency)));

async function setUpAgency(setUp: SetUp, { id, zone, admin: adminEmail, client: clientEmail }: (typeof AGENCIES)[number]): Promise<StageAgency> {
  const { product, http, patience, mark } = setUp;
  const origin = product.addresses.agency(`${id}.localhost`);
  const platform = new Platform(http, origin, product.secrets.agencies[id]?.platform ?? '');
  const as = async (email: string): Promise<Person> => {
    const person = new Person({ http, google: product.google, origin, email });
    await untilDone(patience, 'sign in', () => signedIn(person));
    return person;
  };
  const admin = await as(adminEmail);
  const client = await as(clientEmail);
  const [own] = (await platform.must<{ items: Contact[] }>('GET', `/v1/contacts?address=${encodeURIComponent(clientEmail)}`)).items;
  if (own === undefined) throw new Error(`${clientEmail} is no contact of ${id}`);
  const contacts: KnownContact[] = [];
  for (let order = 0; order < 6; order++) {
    const name = `Known ${order} ${mark}`;
    const address = `known-${order}-${mark}@guests.example`;
    const made = await platform.must<Contact>('PUT', `/v1/contacts/by-external-id/${mark}-${order}`, { name, addresses: [address] });
    contacts.push({ id: made.id, name, address });
  }
  const campaign = await admin.must<{ id: string }>('POST', '/v1/campaigns', { name: `Storm ${mark}` });
  const endpoint = await admin.must<{ id: string }>('POST', '/v1/webhooks', { url: `http://127.0.0.1:${setUp.port}/${id}` });
  const rules: Rule[] = [];
  for (const rule of rulesOf(mark, campaign.id, endpoint.id)) rules.push(await admin.must<Rule>('POST', '/v1/rules', rule));
  return { id, origin, zone, platform, admin, client: { person: client, contactId: own.id }, contacts, rules, campaignId: campaign.id };
}

/** Rejects unless the browser ends on a page of the portal. */
export async function signedIn(person: Person): Promise<void> {
  const page = await person.signIn();
  if (page.status !== 200) throw new Error(`signing in ended with ${page.status} at ${page.url.href}`);
}

/** Every happening, every kind of action. */
function rulesOf(mark: string, campaignId: string, endpointId: string): object[] {
  const webhook = { kind: 'webhook', endpointId };
  const mail = (to: 'client' | 'host', what: string) => ({ kind: 'mail', to, subject: `${what}: {title}`, text: `${what} {when}, {client}. {agency}` });
  return [
    { name: `Booked ${mark}`, on: 'booked', actions: [{ kind: 'enrol', campaignId }, webhook] },
    { name: `Booked by themselves ${mark}`, on: 'customer-booked', actions: [mail('host', 'Booked'), mail('client', 'Thank you')] },
    { name: `Moved ${mark}`, on: 'rescheduled', actions: [mail('client', 'Moved'), webhook] },
    { name: `Elsewhere ${mark}`, on: 'rescheduled', fields: ['location'], actions: [webhook] },
    { name: `Cancelled ${mark}`, on: 'cancelled', actions: [{ kind: 'leave', campaignId }, mail('host', 'Cancelled'), webhook] },
  ];
}
