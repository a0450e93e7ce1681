import { agencyCaller } from '@portal-sync/auth';
import { appointment, newAppointment } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { saveAppointment } from '../../actions/save-appointment.ts';
import type { Deps } from '../../deps.ts';
import { named } from '../named.ts';
import { ALL_PEOPLE } from '../who.ts';
import { answerAppointment } from './answer-appointment.ts';

export const createAppointment = defineRoute({
  id: 'createAppointment',
  method: 'POST',
  path: '/v1/appointments',
  summary: 'Make an appointment; a client makes their own',
  who: ALL_PEOPLE,
  body: newAppointment,
  answers: { 201: appointment },
  idempotent: true,
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const { ifFree: _, ...body } = request.body;
    const saved = await saveAppointment(deps, { caller, key: undefined, change: named(body), headers: request.headers, needsVersion: false });
    return answerAppointment(deps, caller, saved.appointment, 201);
  },
});
