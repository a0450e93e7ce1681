import type { AgencyCaller } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { etagOf, type PlainResponse } from '@portal-sync/runtime';
import type { Deps } from '../../deps.ts';
import type { AppointmentDoc } from '../../repos/appointments.ts';
import { presentAppointment } from './present-appointments.ts';

/** One appointment as an answer, with the ETag to send back in `If-Match`. */
export async function answerAppointment(deps: Deps, caller: AgencyCaller, doc: AppointmentDoc | undefined, status = 200): Promise<PlainResponse> {
  const view = doc === undefined ? undefined : await presentAppointment(deps, caller, doc);
  if (view === undefined) throw new AppError('not-found');
  const location = status === 201 ? { location: `/v1/appointments/${view.id}` } : {};
  return { status, headers: { etag: etagOf(view.version), ...location }, body: view };
}
