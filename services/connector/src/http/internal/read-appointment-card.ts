import { appointmentCard, id } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { findAppointment } from '../../repos/find-appointment.ts';

export const readAppointmentCard = defineRoute({
  id: 'readAppointmentCard',
  method: 'GET',
  path: '/internal/appointments/{agencyId}/{appointmentId}',
  summary: 'The current state of an appointment, for actions that look before they act',
  who: 'service',
  params: z.strictObject({ agencyId: id, appointmentId: id }),
  answers: { 200: appointmentCard },
  async handle({ params }, deps: Deps) {
    const found = await findAppointment(deps.store, params.agencyId, params);
    if (found === undefined) throw new AppError('not-found');
    return { status: 200, body: appointmentCard.parse(found) };
  },
});
