import { agencyCaller } from '@portal-sync/auth';
import { appointment, appointmentUpsert } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { saveAppointment } from '../../actions/save-appointment.ts';
import type { Deps } from '../../deps.ts';
import { named } from '../named.ts';
import { externalIdParams } from '../params.ts';
import { ALL_PEOPLE } from '../who.ts';
import { answerAppointment } from './answer-appointment.ts';

/** Idempotent by its id: the same PUT again changes nothing and makes no version. `If-Match` is honoured where it is sent. */
export const putAppointment = defineRoute({
  id: 'putAppointmentByExternalId',
  method: 'PUT',
  path: '/v1/appointments/by-external-id/{externalId}',
  summary: "Make or change an appointment by the platform's own id",
  who: ALL_PEOPLE,
  params: externalIdParams,
  body: appointmentUpsert,
  answers: { 200: appointment, 201: appointment },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const saved = await saveAppointment(deps, { caller, key: request.params, change: named(request.body), headers: request.headers, needsVersion: false });
    return answerAppointment(deps, caller, saved.appointment, saved.created ? 201 : 200);
  },
});
