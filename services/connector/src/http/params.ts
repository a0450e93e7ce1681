import { externalId, id } from '@portal-sync/contracts';
import { z } from 'zod';

export const appointmentParams = z.strictObject({ appointmentId: id });
export const externalIdParams = z.strictObject({ externalId });
export const calendarParams = z.strictObject({ calendarId: id });
export const connectionParams = z.strictObject({ connectionId: id });
export const runParams = z.strictObject({ runId: id });
export const recordParams = z.strictObject({ runId: id, recordId: id });
