import type { SandboxEvent } from '@portal-sync/all-in-one/sandbox-control';
import type { Appointment, AppointmentHistory, Contact, Delivery, Enrolment, Firing, OutgoingMail, Run } from '@portal-sync/contracts';
import type { Intents } from '../load/play-load.ts';
import type { StageAgency } from '../load/stage.ts';
import type { StormProduct } from '../load/storm-product.ts';
import type { AgencyEvidence, EventThere, Evidence, GoogleMail } from './evidence.ts';
import { eachOf, readOne, readPages } from './read-pages.ts';

/** Reads all that the ledgers compare: the product by its API, Google by its control. */
export async function readEvidence(product: StormProduct, intents: Intents): Promise<Evidence> {
  const agencies: AgencyEvidence[] = [];
  for (const agency of intents.agencies) agencies.push(await readAgency(agency, intents));
  const events: EventThere[] = [];
  for (const { agency, userId, email } of intents.members) {
    for (const event of await eventsOf(product, email)) events.push({ ...event, agencyId: agency.id, userId });
  }
  return { agencies, events, googleMails: (await product.google.mails()) as readonly GoogleMail[], knocks: [...intents.receiver.knocks] };
}

async function readAgency(agency: StageAgency, intents: Intents): Promise<AgencyEvidence> {
  const { admin, platform } = agency;
  const all = await readPages<Appointment>(platform, '/v1/appointments?includeCancelled=true');
  const appointments = all.filter(({ title }) => title.includes(`${intents.mark}-`));
  const histories: Record<string, AppointmentHistory> = {};
  const hosts = new Map(intents.members.filter((member) => member.agency === agency).map((member) => [member.userId, member.person]));
  // Its host sees all of it.
  await eachOf(appointments, async ({ id, hostUserId }) => {
    histories[id] = await readOne(hosts.get(hostUserId) ?? platform, `/v1/appointments/${id}/history`);
  });
  const contacts: Record<string, number> = {};
  const guests = intents.matters.flatMap((matter) => (matter.agencyId === agency.id && matter.newGuest !== null ? [matter.newGuest] : []));
  await eachOf(guests, async (address) => {
    contacts[address] = (await readOne<{ items: Contact[] }>(platform, `/v1/contacts?address=${encodeURIComponent(address)}`)).items.length;
  });
  const ours = new Set(agency.rules.map(({ id }) => id));
  const fired = await readPages<Firing>(admin, '/v1/firings');
  const firings = fired.filter(({ ruleId }) => ours.has(ruleId));
  const others = new Set(fired.filter(({ ruleId }) => !ours.has(ruleId)).map(({ id }) => id));
  const endpoints = new Set(agency.rules.flatMap(({ actions }) => actions.flatMap((action) => (action.kind === 'webhook' ? [action.endpointId] : []))));
  const deliveries: Delivery[] = [];
  for (const id of endpoints) deliveries.push(...(await readPages<Delivery>(admin, `/v1/webhooks/${id}/deliveries`)));
  const connections = new Set(intents.members.map(({ connectionId }) => connectionId));
  return {
    id: agency.id,
    rules: agency.rules,
    campaignId: agency.campaignId,
    names: Object.fromEntries([...agency.contacts.map(({ id, name }) => [id, name]), [agency.client.contactId, await nameOf(agency)]]),
    appointments,
    histories,
    contacts,
    firings,
    deliveries,
    enrolments: await readPages<Enrolment>(admin, `/v1/campaigns/${agency.campaignId}/enrolments`),
    mails: (await readPages<OutgoingMail>(admin, '/v1/mails')).filter(({ firingId }) => !others.has(firingId)),
    runs: (await readPages<Run>(admin, '/v1/runs')).filter(({ connectionId }) => connections.has(connectionId)),
  };
}

const nameOf = async ({ platform, client }: StageAgency): Promise<string> => (await readOne<Contact>(platform, `/v1/contacts/${client.contactId}`)).name;

async function eventsOf({ google }: StormProduct, account: string): Promise<SandboxEvent[]> {
  const all: SandboxEvent[] = [];
  for (let pageToken = ''; ; ) {
    const query = { maxResults: '2500', showDeleted: 'true', ...(pageToken === '' ? {} : { pageToken }) };
    const page: { items?: SandboxEvent[]; nextPageToken?: string } = await google.act({ account, action: 'list', query });
    all.push(...(page.items ?? []));
    if (page.nextPageToken === undefined) return all;
    pageToken = page.nextPageToken;
  }
}
