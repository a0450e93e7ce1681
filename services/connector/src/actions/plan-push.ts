import type { Reads } from '@portal-sync/store';
import { linkId } from '../domain/google-ids.ts';
import type { Deps } from '../deps.ts';
import { planAskOf, planLinks, type PlannedLink } from '../domain/plan-links.ts';
import type { AppointmentDoc } from '../repos/appointments.ts';
import { contactCards } from '../repos/cards.ts';
import { findLookAlike } from '../repos/find-look-alike.ts';
import { links } from '../repos/links.ts';
import type { MirrorDoc } from '../repos/mirrors.ts';
import { readGuestAddresses } from '../repos/read-guest-addresses.ts';
import { readPeople } from '../repos/read-people.ts';

/** What pushing one appointment through one connection would do. */
export type PushPlan =
  | { readonly do: 'nothing' }
  | { readonly do: 'linked' | 'create'; readonly planned: PlannedLink }
  | { readonly do: 'link'; readonly planned: PlannedLink; readonly mirror: MirrorDoc };

export async function planPush(reads: Reads, deps: Deps, appointment: AppointmentDoc, connectionId: string): Promise<PushPlan> {
  const agency = await deps.agencies.get(appointment.agencyId);
  if (appointment.status === 'cancelled' || agency === undefined) return { do: 'nothing' };
  const { items } = await reads.find(links, { index: 'byAppointment', equals: [appointment.id], limit: 200 });
  const people = await readPeople(reads, appointment);
  const planned = planLinks(planAskOf({ appointment, people, agency, guestAddresses: await readGuestAddresses(reads, appointment, items), links: items })).find((wanted) => wanted.connectionId === connectionId);
  if (planned === undefined) return { do: 'nothing' };
  const there = await reads.get(links, linkId(appointment.id, planned.googleCalendarId));
  if (there !== undefined && (there.base !== null || there.dirtySince !== null)) return { do: 'linked', planned };
  const client = appointment.contactId === null ? undefined : await reads.get(contactCards, appointment.contactId);
  const mirror = await findLookAlike(reads, appointment, planned.googleCalendarId, client?.name ?? null);
  return mirror === undefined ? { do: 'create', planned } : { do: 'link', planned, mirror };
}
