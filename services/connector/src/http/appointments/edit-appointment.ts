import { agencyCaller } from '@portal-sync/auth';
import { appointment, appointmentEdit } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { saveAppointment } from '../../actions/save-appointment.ts';
import type { Deps } from '../../deps.ts';
import { named } from '../named.ts';
import { appointmentParams } from '../params.ts';
import { ALL_PEOPLE } from '../who.ts';
import { answerAppointment } from './answer-appointment.ts';

export const editAppointment = defineRoute({
  id: 'editAppointment',
  method: 'PATCH',
  path: '/v1/appointments/{appointmentId}',
  summary: 'Change an appointment; only what is named changes',
  who: ALL_PEOPLE,
  params: appointmentParams,
  body: appointmentEdit,
  answers: { 200: appointment },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const saved = await saveAppointment(deps, { caller, key: request.params, change: named(request.body), headers: request.headers, needsVersion: true });
    return answerAppointment(deps, caller, saved.appointment);
  },
});
