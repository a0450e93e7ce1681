import { agencyCaller } from '@portal-sync/auth';
import { appointment } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { saveAppointment } from '../../actions/save-appointment.ts';
import type { Deps } from '../../deps.ts';
import { appointmentParams } from '../params.ts';
import { ALL_PEOPLE } from '../who.ts';
import { answerAppointment } from './answer-appointment.ts';

/** Nothing is deleted: a cancelled appointment keeps its record and its history. */
export const cancelAppointment = defineRoute({
  id: 'cancelAppointment',
  method: 'DELETE',
  path: '/v1/appointments/{appointmentId}',
  summary: 'Cancel an appointment',
  who: ALL_PEOPLE,
  params: appointmentParams,
  answers: { 200: appointment },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const saved = await saveAppointment(deps, {
      caller, key: request.params, change: { status: 'cancelled' }, headers: request.headers, needsVersion: true,
    });
    return answerAppointment(deps, caller, saved.appointment);
  },
});
