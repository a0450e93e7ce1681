import { AppError } from '@portal-sync/kernel';
import type { Page, Query, Reads } from '@portal-sync/store';
import { LONG_MS } from '../domain/span-fields.ts';
import { appointmentContacts, appointments, attendances, type AppointmentDoc } from './appointments.ts';

/** Whose appointments: all of the agency's, those of a person who works there, those of a contact (`client`: only as their client). */
export type AppointmentsOf =
  | { readonly kind: 'agency' }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'contact' | 'client'; readonly contactId: string };

export interface ListAppointments {
  readonly agencyId: string;
  readonly of: AppointmentsOf;
  /** ms; without it all, newest change first. */
  readonly span?: { readonly from: number; readonly to: number } | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

type Phase = 'long' | 'short' | 'change';
type Ask = Pick<Query, 'range' | 'order' | 'limit' | 'cursor'>;

/**
 * A page of appointments along indexes. What overlaps a span is read in two phases that share nothing: the few long ones that began well before
 * it, then all that begin at most `LONG_MS` before its start. A page may hold fewer than `limit`.
 */
export async function listAppointments(reads: Reads, ask: ListAppointments): Promise<Page<AppointmentDoc>> {
  const [phase, cursor] = readCursor(ask);
  const page = await readPhase(reads, ask, phase, { ...phaseAsk(ask, phase), limit: ask.limit, cursor });
  const items = ask.span === undefined ? page.items : page.items.filter((doc) => overlaps(doc, ask.span as { from: number; to: number }, phase));
  if (page.next !== undefined) return { items, next: `${phase}.${page.next}` };
  if (phase !== 'long') return { items };
  const rest = await listAppointments(reads, { ...ask, limit: Math.max(1, ask.limit - items.length), cursor: 'short.' });
  return { ...rest, items: [...items, ...rest.items] };
}

function readCursor({ cursor, span }: ListAppointments): [Phase, string | undefined] {
  if (cursor === undefined) return [span === undefined ? 'change' : 'long', undefined];
  const at = cursor.indexOf('.');
  const phase = cursor.slice(0, at);
  const fits = span === undefined ? phase === 'change' : phase === 'long' || phase === 'short';
  if (!fits) throw new AppError('bad-request', { issues: [{ path: 'query.cursor', message: 'does not belong to this list' }] });
  return [phase as Phase, cursor.slice(at + 1) || undefined];
}

function phaseAsk({ span }: ListAppointments, phase: Phase): Ask {
  if (span === undefined) return { order: 'desc' };
  return phase === 'long' ? { range: { gt: span.from } } : { range: { gte: span.from - LONG_MS, lt: span.to } };
}

const overlaps = (doc: AppointmentDoc, span: { from: number; to: number }, phase: Phase): boolean =>
  doc.endsAt > span.from && (phase === 'long' ? doc.startsAt < Math.min(span.to, span.from - LONG_MS) : doc.startsAt < span.to);

const INDEXES = {
  agency: { long: 'byLong', short: 'byTime', change: 'byChange' },
  user: { long: 'byUserLong', short: 'byUser', change: 'byUserChange' },
  contact: { long: 'byContactLong', short: 'byContact', change: 'byContactChange' },
} as const;

async function readPhase(reads: Reads, { agencyId, of }: ListAppointments, phase: Phase, ask: Ask): Promise<Page<AppointmentDoc>> {
  if (of.kind === 'agency') return reads.find(appointments, { ...ask, index: INDEXES.agency[phase], equals: [agencyId] });
  if (of.kind === 'user') {
    return follow(reads, await reads.find(attendances, { ...ask, index: INDEXES.user[phase], equals: [agencyId, of.userId] }));
  }
  const page = await reads.find(appointmentContacts, { ...ask, index: INDEXES.contact[phase], equals: [agencyId, of.contactId] });
  return follow(reads, of.kind === 'client' ? { ...page, items: page.items.filter((row) => row.part === 'client') } : page);
}

async function follow(reads: Reads, page: Page<{ readonly appointmentId: string }>): Promise<Page<AppointmentDoc>> {
  const found = await Promise.all(page.items.map((row) => reads.get(appointments, row.appointmentId)));
  return { ...page, items: found.filter((doc) => doc !== undefined) };
}
