import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { isAddressOf, withoutContact, withoutPersonal, type Erased } from '../domain/erased-contact.ts';
import { appointmentVersions } from '../repos/appointment-versions.ts';
import { appointmentContacts, appointments } from '../repos/appointments.ts';
import { contactCards } from '../repos/cards.ts';
import { conflicts } from '../repos/conflicts.ts';
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
    for (const row of rows) count += await store.transaction((tx) => strip(tx, deps, row.appointmentId, erased, row.id));
  }
  if (erased.addresses.length > 0) count += await stripMirrors(deps, agencyId, erased);
  return card?.agencyId === agencyId ? count + Number(await store.remove(contactCards, contactId)) : count;
};

async function strip(tx: Transaction, deps: Deps, appointmentId: string, erased: Erased, rowId: string): Promise<number> {
  const before = await tx.get(appointments, appointmentId);
  if (before !== undefined) {
    await writeAppointment(tx, deps, {
      agencyId: before.agencyId,
      appointmentId,
      change: withoutContact(before, erased),
      cause: 'repair',
      by: 'erasure',
      fires: false,
      links: { lane: 'later' },
    });
  }
  await tx.remove(appointmentContacts, rowId);
  return 1 + (await stripTraces(tx, appointmentId, before === undefined ? undefined : before.version + 1));
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
    doc.attendees.some(({ address }) => isAddressOf(address, erased)) || (doc.fields?.guests.some(({ address }) => isAddressOf(address, erased)) ?? false);
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await store.find(mirrors, { index: 'byUid', equals: [agencyId], limit: 500, cursor });
    for (const found of page.items.filter(names)) {
      await store.update(mirrors, found.id, (doc) => ({
        ...doc,
        attendees: doc.attendees.filter(({ address }) => !isAddressOf(address, erased)),
        fields: doc.fields === null ? null : { ...doc.fields, guests: doc.fields.guests.filter(({ address }) => !isAddressOf(address, erased)) },
      }));
      count++;
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return count;
}
