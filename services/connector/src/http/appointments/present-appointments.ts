import { seenBy, type Sharing } from '@portal-sync/auth';
import type { AgencyCaller, Appointment } from '@portal-sync/contracts';
import type { Deps } from '../../deps.ts';
import { appointmentView, type AppointmentViewAsk } from '../../domain/appointment-view.ts';
import { seenAppointment } from '../../domain/seen-appointment.ts';
import type { AppointmentDoc } from '../../repos/appointments.ts';
import { connectionCards, contactCards } from '../../repos/cards.ts';
import { calendarAccesses } from '../../repos/google-calendars.ts';
import { links, type LinkDoc } from '../../repos/links.ts';
import { sharingOf } from '../../repos/sharing-of.ts';

/** Appointments as the caller may see them; those that are nothing to them are left out. */
export async function presentAppointments(deps: Deps, viewer: AgencyCaller, docs: readonly AppointmentDoc[]): Promise<Appointment[]> {
  const seen = await Promise.all(docs.map(async (doc) => ({ doc, seenAs: seenBy(viewer, seenAppointment(doc), await sharing(deps, doc)) })));
  const views = seen.map(async ({ doc, seenAs }) => (seenAs === 'nothing' ? undefined : appointmentView(await viewAsk(deps, viewer, doc, seenAs))));
  return (await Promise.all(views)).filter((view) => view !== undefined);
}

/** The one of them, or undefined when it is nothing to them. */
export const presentAppointment = async (deps: Deps, viewer: AgencyCaller, doc: AppointmentDoc): Promise<Appointment | undefined> =>
  (await presentAppointments(deps, viewer, [doc]))[0];

const sharing = (deps: Deps, doc: AppointmentDoc): Promise<Sharing> | undefined =>
  doc.fromEventId === null ? undefined : sharingOf(deps.store, doc.agencyId, doc.hostUserId);

async function viewAsk(deps: Deps, viewer: AgencyCaller, doc: AppointmentDoc, seenAs: 'details' | 'busy'): Promise<AppointmentViewAsk> {
  if (seenAs === 'busy') return { doc, viewer, seenAs, clientName: null, links: [] };
  const contact = doc.contactId === null ? undefined : await deps.store.get(contactCards, doc.contactId);
  const found = await deps.store.find(links, { index: 'byAppointment', equals: [doc.id] });
  return { doc, viewer, seenAs, clientName: contact?.name ?? null, links: await Promise.all(found.items.map((link) => named(deps, link))) };
}

async function named(deps: Deps, link: LinkDoc) {
  const access = await deps.store.get(calendarAccesses, `${link.connectionId}/${link.googleCalendarId}`);
  const userId = access?.userId ?? (await deps.store.get(connectionCards, link.connectionId))?.userId ?? '';
  return { link, userId, calendarName: access?.name ?? '' };
}
