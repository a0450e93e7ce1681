import { ApiFailure, type Client } from '@portal-sync/client';
import { sleep, type Clock, type Http, type Timers } from '@portal-sync/kernel';
import type { Addresses } from '../house/addresses.ts';
import { PLATFORM_CLIENT } from '../house/service-settings.ts';
import type { MachineSecrets } from '../machine/machine-secrets.ts';
import { agencySystem } from './agency-system.ts';
import { DEMO_AGENCIES, type DemoAgency } from './agencies.ts';
import { demoAppointments, type DemoAppointment } from './demo-appointments.ts';

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

/** Calls under way at once for each agency. */
const AT_ONCE = 4;
/** How long a record may take to become known to the other services, ms; and how often to look. */
const PATIENCE_MS = 15_000;
const LOOK_MS = 100;

export interface Planting {
  /** Resolves when every appointment stands, or when it was called off; rejects when one could not be made. */
  readonly done: Promise<void>;
  /** Calls off what is not made yet; the next start goes on. */
  stop(): Promise<void>;
}

/**
 * Makes sure that the demo's records stand, through the public API as each agency's own system; the agencies themselves are there (`agency-seeds.ts`).
 * Resolves when people and contacts do; appointments go on being made, those nearest to now first, while somebody looks already.
 * Every step can be repeated, so a start that was cut off is made whole by the next.
 */
export async function plantDemo(options: PlantOptions): Promise<Planting> {
  if (options.mark.stands()) return { done: Promise.resolve(), stop: async () => undefined };
  const off = new AbortController();
  const weeks = await Promise.all(DEMO_AGENCIES.map((agency) => plantPeople(options, agency)));
  const done = Promise.all(weeks.map((plantWeeks) => plantWeeks(off.signal))).then(() => {
    if (!off.signal.aborted) options.mark.set();
  });
  const ended = done.catch(() => undefined);
  return {
    done,
    async stop() {
      off.abort();
      await ended;
    },
  };
}

/** One-use links that bind the admins, where Google is the real one and knows none of the demo's people. */
export async function inviteAdmins(options: PlantOptions): Promise<Readonly<Record<string, string>>> {
  const links: Record<string, string> = {};
  for (const agency of DEMO_AGENCIES) {
    const admin = agency.people.find((person) => person.role === 'admin');
    const system = systemOf(options, agency);
    if (admin === undefined || (await system.people.user(admin.id)).bound) continue;
    links[agency.id] = (await system.people.invite(admin.id)).url;
  }
  return links;
}

const systemOf = ({ http, clock, addresses, secrets }: PlantOptions, agency: DemoAgency): Client =>
  agencySystem({ http, clock, origin: addresses.agency(agency.host), clientId: PLATFORM_CLIENT, clientSecret: secrets.agencies[agency.id]?.platform ?? '' });

/** Contacts, then people; gives what makes the appointments. */
async function plantPeople(options: PlantOptions, agency: DemoAgency): Promise<(signal: AbortSignal) => Promise<void>> {
  const system = systemOf(options, agency);
  const ids = new Map<string, string>();
  for (const { id, name, address } of agency.contacts) {
    const contact = await patiently(options.timers, () => system.contacts.put(id, { name, addresses: [address] }), busy);
    ids.set(id, contact.id).set(address, contact.id);
  }
  for (const { id, name, email, role } of agency.people) {
    const contactId = role === 'client' || role === 'prospect' ? (ids.get(email) ?? null) : null;
    await patiently(options.timers, () => system.people.createUser({ id, name, email, role, contactId }).catch(unlessThere), busy);
  }
  const now = options.clock.now();
  const distance = ({ when }: DemoAppointment): number => Math.abs(Date.parse(when.start) - now);
  const waiting = options.appointments ? [...demoAppointments(agency, now)].sort((a, b) => distance(a) - distance(b)) : [];
  const worker = async (signal: AbortSignal): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
      const { externalId, contactExternalId, ...fields } = next;
      await patiently(options.timers, () => system.appointments.put(externalId, { ...fields, contactId: ids.get(contactExternalId) ?? null }));
    }
  };
  return async (signal) => {
    await Promise.all(Array.from({ length: AT_ONCE }, () => worker(signal)));
  };
}

/** A record that stands already is fine. */
function unlessThere(error: unknown): void {
  if (!(error instanceof ApiFailure) || error.status !== 409) throw error;
}

/** A service or its store cannot keep up for the moment: nothing that a start should fail for. */
const busy = (error: unknown): boolean => error instanceof ApiFailure && error.status === 503;

/** Tries again while what comes `passes`: by default anything, since the services may not yet have heard of people and contacts that were just made. */
async function patiently<T>(timers: Timers, call: () => Promise<T>, passes: (error: unknown) => boolean = () => true): Promise<T> {
  for (let waited = 0; ; waited += LOOK_MS) {
    try {
      return await call();
    } catch (error) {
      if (waited >= PATIENCE_MS || !passes(error)) throw error;
      await sleep(timers, LOOK_MS);
    }
  }
}
