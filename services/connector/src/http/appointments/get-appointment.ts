import { agencyCaller } from '@portal-sync/auth';
import { appointment } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import type { Deps } from '../../deps.ts';
import { findAppointment } from '../../repos/find-appointment.ts';
import { appointmentParams, externalIdParams } from '../params.ts';
import { ALL_PEOPLE } from '../who.ts';
import { answerAppointment } from './answer-appointment.ts';

const about = { method: 'GET', who: ALL_PEOPLE, answers: { 200: appointment } } as const;

export const getAppointment = defineRoute({
  ...about,
  id: 'getAppointment',
  path: '/v1/appointments/{appointmentId}',
  summary: 'One appointment',
  params: appointmentParams,
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    return answerAppointment(deps, caller, await findAppointment(deps.store, caller.agencyId, request.params));
  },
});

export const getAppointmentByExternalId = defineRoute({
  ...about,
  id: 'getAppointmentByExternalId',
  path: '/v1/appointments/by-external-id/{externalId}',
  summary: "One appointment, by the platform's own id",
  params: externalIdParams,
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    return answerAppointment(deps, caller, await findAppointment(deps.store, caller.agencyId, request.params));
  },
});
