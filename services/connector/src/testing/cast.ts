import type { Agency, Caller, ContactCard, UserCard } from '@portal-sync/contracts';

export const NORTH = 'north';
export const SOUTH = 'south';

const person = (agencyId: string, id: string, role: UserCard['role'], contactId: string | null = null): UserCard => ({
  id, agencyId, role, contactId, name: `${id[0]?.toUpperCase()}${id.slice(1)}`, email: `${id}@${agencyId}.example`, version: 1,
});

/** At each agency: ada runs it, hal and tim work there, cleo and carl are clients, pia may become one. */
export const PEOPLE: readonly UserCard[] = [NORTH, SOUTH].flatMap((agencyId) => [
  person(agencyId, 'ada', 'admin'),
  person(agencyId, 'hal', 'staff'),
  person(agencyId, 'tim', 'staff'),
  person(agencyId, 'cleo', 'client', `${agencyId}-cleo`),
  person(agencyId, 'carl', 'client', `${agencyId}-carl`),
  person(agencyId, 'pia', 'prospect', `${agencyId}-pia`),
]);

export function as(userId: string, agencyId = NORTH): Caller {
  const card = PEOPLE.find((one) => one.id === userId && one.agencyId === agencyId);
  if (card === undefined) throw new Error(`${userId} is not in the cast`);
  return { kind: 'user', agencyId, userId, role: card.role, contactId: card.contactId ?? undefined };
}
export const platform = (agencyId = NORTH): Caller => ({ kind: 'platform', agencyId, clientId: 'crm' });
export const service: Caller = { kind: 'service', name: 'matcher' };

export const aContact = (id: string, agencyId = NORTH, more: Partial<ContactCard> = {}): ContactCard => ({
  id, agencyId, name: `Contact ${id}`, addresses: [`${id}@mail.example`], version: 1, ...more,
});

export const anAgency = (id: string): Agency => ({
  id,
  version: 1,
  brand: { name: id, logo: null, accent: '#336699', supportAddress: `help@${id}.example` },
  locale: 'en',
  zone: 'Europe/Amsterdam',
  origins: [`https://${id}.example`],
  rolesThatConnect: ['admin', 'staff', 'client', 'prospect'],
  appointmentTypes: [
    { key: 'meeting', label: 'Meeting', color: '#336699', syncs: true },
    { key: 'call', label: 'Call', color: '#669933', syncs: false },
  ],
  foldPlusTags: false,
  blocklist: [],
});

/** A whole hour of Monday 2 March 2026, in Amsterdam. */
export const at = (hour: number, day = 2) => ({
  start: `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+01:00`,
  end: `2026-03-${String(day).padStart(2, '0')}T${String(hour + 1).padStart(2, '0')}:00:00+01:00`,
  zone: 'Europe/Amsterdam',
});
