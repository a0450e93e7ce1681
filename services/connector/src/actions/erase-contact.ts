import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { isAddressOf, withoutContact, withoutPersonal, type Erased } from '../domain/erased-contact.ts';
import { forgetContact } from '../domain/forgotten.ts';
import { mirrorIdOf } from '../domain/google-ids.ts';
import { syncedFieldsOf } from '../domain/synced-fields.ts';
import { appointmentVersions } from '../repos/appointment-versions.ts';
import { appointmentContacts, appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { contactCards } from '../repos/cards.ts';
import { conflicts } from '../repos/conflicts.ts';
import { links } from '../repos/links.ts';
import { mirrors, type MirrorDoc } from '../repos/mirrors.ts';
import { runRecords } from '../repos/runs.ts';
import type { Remove } from './run-removal.ts';
import { writeAppointment } from './write-appointment.ts';

/** Strips a contact from their appointments and from all that is kept beside them; what we pushed of them is rewritten in Google, without mail. */
export const eraseContact: Remove = async (deps, { agencyId, subjectId: contactId }) => {
  const { store } = deps;
  const card = await store.get(contactCards, contactId);
  const erased: Erased = { contactId, name: card?.agencyId === agencyId ? card.name : '', addresses: card?.agencyId === agencyId ? card.addresses : [] };
  let count = 0;
  for (;;) {
    const rows = (await store.find(appointmentContacts, { index: 'byContact', equals: [agencyId, contactId], limit: 50 })).items;
    if (rows.length === 0) break;
    const key = await deps.calls.keyOf(agencyId);
    for (const row of rows) count += await store.transaction((tx) => strip(tx, deps, row.appointmentId, erased, { rowId: row.id, key }));
  }
  if (erased.addresses.length > 0) count += await stripMirrors(deps, agencyId, erased);
  return card?.agencyId === agencyId ? count + Number(await store.remove(contactCards, contactId)) : count;
};

async function strip(tx: Transaction, deps: Deps, appointmentId: string, erased: Erased, { rowId, key }: { rowId: string; key: string }): Promise<number> {
  const before = await tx.get(appointments, appointmentId);
  if (before !== undefined) {
    const change = withoutContact(before, erased);
    await stripLinks(tx, { ...before, ...change }, { ...erased, isClient: before.contactId === erased.contactId }, key);
    await writeAppointment(tx, deps, {
      agencyId: before.agencyId,
      appointmentId,
      change,
      cause: 'repair',
      by: 'erasure',
      fires: false,
      links: { lane: 'later' },
    });
  }
  await tx.remove(appointmentContacts, rowId);
  return 1 + (await stripTraces(tx, appointmentId, before === undefined ? undefined : before.version + 1));
}

/** What both sides last agreed on, what is on its way, and what we saw of the event: none of it says more than the appointment will. */
async function stripLinks(tx: Transaction, appointment: AppointmentDoc, erased: Erased & { readonly isClient: boolean }, key: string): Promise<void> {
  const ours = syncedFieldsOf(appointment);
  for (const link of (await tx.find(links, { index: 'byAppointment', equals: [appointment.id] })).items) {
    await tx.put(links, forgetContact(link, ours, erased, key));
    const mirror = await tx.get(mirrors, mirrorIdOf(link.googleCalendarId, link.googleEventId ?? ''));
    if (mirror !== undefined && erased.isClient) await tx.put(mirrors, { ...mirror, fields: null });
  }
}

/** History is immutable but for this: of an erased person nothing personal is left in it. */
async function stripTraces(tx: Transaction, appointmentId: string, newest: number | undefined): Promise<number> {
  const all = { equals: [appointmentId], limit: 1000 } as const;
  const versions = (await tx.find(appointmentVersions, { index: 'byAppointment', ...all })).items.map((doc) => doc.id);
  if (newest !== undefined) versions.push(`${appointmentId}/${newest}`);
  for (const id of versions) {
    const doc = await tx.get(appointmentVersions, id);
    if (doc === undefined) continue;
    await tx.put(appointmentVersions, { ...doc, before: withoutPersonal(doc.before), after: withoutPersonal(doc.after), lost: withoutPersonal(doc.lost) });
  }
  const records = (await tx.find(runRecords, { index: 'byAppointment', ...all })).items;
  for (const doc of records) await tx.put(runRecords, { ...doc, title: null, detail: null, before: withoutPersonal(doc.before), after: withoutPersonal(doc.after) });
  const found = (await tx.find(conflicts, { index: 'byAppointment', ...all })).items;
  for (const doc of found) await tx.put(conflicts, { ...doc, base: null, ours: null, theirs: null });
  return versions.length + records.length + found.length;
}

/** Events of people's calendars name their guests: this one is taken out of what we keep of them. */
async function stripMirrors({ store }: Deps, agencyId: string, erased: Erased): Promise<number> {
  const names = (doc: MirrorDoc): boolean =>
    [...doc.attendees, doc.organizer].some(({ address }) => address !== null && isAddressOf(address, erased)) || (doc.fields?.guests.some(({ address }) => isAddressOf(address, erased)) ?? false);
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await store.find(mirrors, { index: 'byUid', equals: [agencyId], limit: 500, cursor });
    for (const found of page.items.filter(names)) {
      await store.update(mirrors, found.id, (doc) => ({
        ...doc,
        organizer: doc.organizer.address !== null && isAddressOf(doc.organizer.address, erased) ? { ...doc.organizer, address: null } : doc.organizer,
        attendees: doc.attendees.filter(({ address }) => !isAddressOf(address, erased)),
        fields: doc.fields === null ? null : { ...doc.fields, guests: doc.fields.guests.filter(({ address }) => !isAddressOf(address, erased)) },
      }));
      count++;
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return count;
}
