import { agencyCaller } from '@portal-sync/auth';
import { appointment, appointmentQuery, pageOf, type AgencyCaller } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import type { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { isClient } from '../../domain/booked-by.ts';
import type { AppointmentDoc } from '../../repos/appointments.ts';
import { listAppointments as readAppointments, type AppointmentsOf } from '../../repos/list-appointments.ts';
import { ALL_PEOPLE } from '../who.ts';
import { presentAppointments } from './present-appointments.ts';

type Query = z.output<typeof appointmentQuery>;

export const listAppointments = defineRoute({
  id: 'listAppointments',
  method: 'GET',
  path: '/v1/appointments',
  summary: 'Appointments of a span of time, of a person or of a contact',
  who: ALL_PEOPLE,
  query: appointmentQuery,
  answers: { 200: pageOf(appointment) },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const { query } = request;
    const span = spanOfQuery(query);
    const of = whose(caller, query);
    if (of === undefined) return { status: 200, body: { items: [] } };
    const page = await readAppointments(deps.store, { agencyId: caller.agencyId, of, span, limit: query.limit, cursor: query.cursor });
    const views = await presentAppointments(deps, caller, page.items.filter((doc) => isAskedFor(doc, query)));
    // Whom a Busy is with is part of what is hidden, so it is not found by its contact either.
    const items = query.contactId === undefined ? views : views.filter((view) => view.seenAs === 'details');
    return { status: 200, body: { items, ...(page.next === undefined ? {} : { next: page.next }) } };
  },
});

function spanOfQuery({ from, to }: Query): { from: number; to: number } | undefined {
  if (from === undefined && to === undefined) return undefined;
  const span = { from: Date.parse(from ?? ''), to: Date.parse(to ?? '') };
  if (span.from < span.to) return span;
  const fault = from === undefined || to === undefined ? 'from and to are needed together' : 'must be after from';
  throw new AppError('bad-request', { issues: [{ path: from === undefined ? 'query.from' : 'query.to', message: fault }] });
}

/** The narrowest index that holds all that is asked for; undefined: it is nobody's business of this caller. */
function whose(caller: AgencyCaller, { userId, contactId }: Query): AppointmentsOf | undefined {
  if (caller.kind === 'user' && isClient(caller)) {
    const mine = caller.contactId !== undefined && (contactId === undefined || contactId === caller.contactId);
    return mine ? { kind: 'client', contactId: caller.contactId as string } : undefined;
  }
  if (contactId !== undefined) return { kind: 'contact', contactId };
  return userId === undefined ? { kind: 'agency' } : { kind: 'user', userId };
}

const isAskedFor = (doc: AppointmentDoc, { userId, includeCancelled }: Query): boolean =>
  (includeCancelled || doc.status !== 'cancelled') && (userId === undefined || doc.hostUserId === userId || doc.staffUserIds.includes(userId));
