import {
  appointment, appointmentHistory, busyAnswer, type Appointment, type appointmentEdit, type appointmentQuery, type busyQuery, type newAppointment,
} from '@portal-sync/contracts';
import type { z } from 'zod';
import { ApiFailure } from './api-failure.ts';
import { path, type CallApi } from './call-api.ts';
import { listOf } from './pages.ts';

export type NewAppointment = z.input<typeof newAppointment>;
export type AppointmentEdit = z.input<typeof appointmentEdit>;
/** Instants are RFC 3339 with an offset. */
export type AppointmentQuery = Omit<Partial<z.output<typeof appointmentQuery>>, 'cursor'>;

/** How often `change` looks again when somebody else was faster. */
const TRIES = 5;

export function appointmentsApi(call: CallApi) {
  const get = (appointmentId: string): Promise<Appointment> => call('GET', path`/v1/appointments/${appointmentId}`, { answer: appointment });
  const edit = (appointmentId: string, body: AppointmentEdit, version: number): Promise<Appointment> =>
    call('PATCH', path`/v1/appointments/${appointmentId}`, { body, version, answer: appointment });
  return {
    list: (query: AppointmentQuery = {}) => listOf(call, '/v1/appointments', appointment, query),
    get,
    getByExternalId: (externalId: string): Promise<Appointment> => call('GET', path`/v1/appointments/by-external-id/${externalId}`, { answer: appointment }),
    /** Under an idempotency key the same request, sent again, makes nothing new. */
    create: (body: NewAppointment, options: { idempotencyKey?: string } = {}): Promise<Appointment> =>
      call('POST', '/v1/appointments', { body, ...options, answer: appointment }),
    /** By the platform's own id: makes it or changes what is named. The same again changes nothing. */
    put: (externalId: string, body: AppointmentEdit, options: { version?: number } = {}): Promise<Appointment> =>
      call('PUT', path`/v1/appointments/by-external-id/${externalId}`, { body, ...options, answer: appointment }),
    /** On the version that was seen; fails with `precondition-failed` when it is not the newest. */
    edit,
    /** Reads, lets `decide` say what to change, writes; once more when somebody was faster. Undefined changes nothing. */
    async change(appointmentId: string, decide: (seen: Appointment) => AppointmentEdit | undefined): Promise<Appointment> {
      for (let tries = 1; ; tries++) {
        const seen = await get(appointmentId);
        const wanted = decide(seen);
        if (wanted === undefined) return seen;
        try {
          return await edit(appointmentId, wanted, seen.version);
        } catch (error) {
          if (!(error instanceof ApiFailure) || error.code !== 'precondition-failed' || tries >= TRIES) throw error;
        }
      }
    },
    cancel: (appointmentId: string, version: number): Promise<Appointment> =>
      call('DELETE', path`/v1/appointments/${appointmentId}`, { version, answer: appointment }),
    history: (appointmentId: string) => call('GET', path`/v1/appointments/${appointmentId}/history`, { answer: appointmentHistory }),
    /** Time taken by what stands in people's Google calendars. */
    busy: (query: z.input<typeof busyQuery>) => call('GET', '/v1/busy', { query, answer: busyAnswer }),
  };
}
