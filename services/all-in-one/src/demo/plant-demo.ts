import type { Clock, Http, Timers } from '@portal-sync/kernel';
import type { Addresses } from '../house/addresses.ts';
import { PLATFORM_CLIENT } from '../house/service-settings.ts';
import type { MachineSecrets } from '../machine/machine-secrets.ts';
import { AgencySystem } from './agency-system.ts';
import { DEMO_AGENCIES, type DemoAgency } from './agencies.ts';
import { demoAppointments } from './demo-appointments.ts';

export interface PlantOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly addresses: Addresses;
  readonly secrets: MachineSecrets;
  /** False: agencies, people and contacts only. */
  readonly appointments: boolean;
  readonly mark: { stands(): boolean; set(): void };
}

/** Calls under way at once while planting. */
const AT_ONCE = 8;

/**
 * Makes sure that the demo's records stand, through the public API as each agency's own system; the agencies themselves are there (`agency-seeds.ts`).
 * Every step can be repeated, so a start that was cut off is made whole by the next.
 */
export async function plantDemo(options: PlantOptions): Promise<void> {
  if (options.mark.stands()) return;
  for (const agency of DEMO_AGENCIES) await plantRecords(options, agency, systemOf(options, agency));
  options.mark.set();
}

/** One-use links that bind the admins, where Google is the real one and knows none of the demo's people. */
export async function inviteAdmins(options: PlantOptions): Promise<Readonly<Record<string, string>>> {
  const links: Record<string, string> = {};
  for (const agency of DEMO_AGENCIES) {
    const admin = agency.people.find((person) => person.role === 'admin');
    const system = systemOf(options, agency);
    if (admin === undefined || (await system.call<{ bound: boolean }>('GET', `/v1/users/${admin.id}`)).bound) continue;
    links[agency.id] = (await system.call<{ url: string }>('POST', `/v1/users/${admin.id}/invitations`)).url;
  }
  return links;
}

const systemOf = ({ http, timers, addresses, secrets }: PlantOptions, agency: DemoAgency): AgencySystem =>
  new AgencySystem({ http, timers, origin: addresses.agency(agency.host), clientId: PLATFORM_CLIENT, clientSecret: secrets.agencies[agency.id]?.platform ?? '' });

async function plantRecords(options: PlantOptions, agency: DemoAgency, system: AgencySystem): Promise<void> {
  const ids = new Map<string, string>();
  for (const { id, name, address } of agency.contacts) {
    const contact = await system.call<{ id: string }>('PUT', `/v1/contacts/by-external-id/${id}`, { name, addresses: [address] });
    ids.set(id, contact.id).set(address, contact.id);
  }
  for (const { id, name, email, role } of agency.people) {
    await system.make('/v1/users', { id, name, email, role, contactId: role === 'client' || role === 'prospect' ? (ids.get(email) ?? null) : null });
  }
  if (!options.appointments) return;
  const waiting = [...demoAppointments(agency, options.clock.now())];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { externalId, contactExternalId, ...fields } = next;
      await system.patiently('PUT', `/v1/appointments/by-external-id/${externalId}`, { ...fields, contactId: ids.get(contactExternalId) ?? null });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
