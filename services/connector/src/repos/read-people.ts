import type { ConnectionCard } from '@portal-sync/contracts';
import type { Reads } from '@portal-sync/store';
import type { Person } from '../domain/plan-links.ts';
import type { AppointmentDoc } from './appointments.ts';
import { connectionCards, userCards } from './cards.ts';
import { syncSettings } from './sync-settings.ts';

/** All who could have a part in an appointment and have a calendar connected: its host, its staff, and the client's own users. */
export async function readPeople(
  reads: Reads,
  appointment: Pick<AppointmentDoc, 'agencyId' | 'hostUserId' | 'staffUserIds' | 'contactId'>,
): Promise<readonly Person[]> {
  const { agencyId, contactId } = appointment;
  const clients = contactId === null ? [] : (await reads.find(userCards, { index: 'byContact', equals: [agencyId, contactId] })).items;
  const userIds = new Set([appointment.hostUserId, ...appointment.staffUserIds, ...clients.map((client) => client.id)]);
  const people = await Promise.all([...userIds].map((userId) => peopleOf(reads, agencyId, userId)));
  return people.flat();
}

async function peopleOf(reads: Reads, agencyId: string, userId: string): Promise<readonly Person[]> {
  const user = await reads.get(userCards, `${agencyId}/${userId}`);
  if (user === undefined) return [];
  const cards = (await reads.find(connectionCards, { index: 'byUser', equals: [agencyId, userId] })).items.filter(syncsCalendars);
  const people = await Promise.all(
    cards.map(async (card) => {
      const settings = await reads.get(syncSettings, card.id);
      if (settings === undefined) return [];
      const { role, contactId } = user;
      return [{ userId, role, contactId, connectionId: card.id, account: card.account, settings: settings.values }];
    }),
  );
  return people.flat();
}

/** What it writes may have to wait (broken, paused), but it is planned. */
export const syncsCalendars = (card: ConnectionCard): boolean => card.product !== 'meet' && card.state !== 'removing';
