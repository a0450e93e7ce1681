import type { Route } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';
import { cancelAppointment } from './appointments/cancel-appointment.ts';
import { createAppointment } from './appointments/create-appointment.ts';
import { editAppointment } from './appointments/edit-appointment.ts';
import { getAppointment, getAppointmentByExternalId } from './appointments/get-appointment.ts';
import { getAppointmentHistory } from './appointments/get-history.ts';
import { listAppointments } from './appointments/list-appointments.ts';
import { putAppointment } from './appointments/put-appointment.ts';
import { changeCalendar } from './calendars/change-calendar.ts';
import { createCalendar } from './calendars/create-calendar.ts';
import { getCalendar } from './calendars/get-calendar.ts';
import { listBusy } from './calendars/list-busy.ts';
import { listCalendars } from './calendars/list-calendars.ts';
import { listGoogleCalendars, refreshGoogleCalendars } from './calendars/list-google-calendars.ts';
import { readAppointmentCard } from './internal/read-appointment-card.ts';
import { readEvents } from './internal/read-events.ts';
import { googleNotifications } from './receive-notification.ts';
import { getRunRecord } from './runs/get-record.ts';
import { getRun } from './runs/get-run.ts';
import { listConflicts } from './runs/list-conflicts.ts';
import { listRunRecords } from './runs/list-records.ts';
import { listRuns } from './runs/list-runs.ts';
import { previewPushExisting, startPushExisting } from './runs/push-existing.ts';
import { retryFailedRecords } from './runs/retry-run.ts';
import { answerSyncGuard } from './settings/answer-guard.ts';
import { changeSyncSettings } from './settings/change-settings.ts';
import { getSyncSettings } from './settings/get-settings.ts';
import { getSyncStatus, listSyncStatus } from './settings/get-status.ts';
import { syncNow } from './settings/sync-now.ts';

/** Every door of the connector. */
export const routes: readonly Route<Deps>[] = [
  listAppointments, createAppointment, getAppointment, editAppointment, cancelAppointment,
  getAppointmentByExternalId, putAppointment, getAppointmentHistory,
  listCalendars, createCalendar, getCalendar, changeCalendar,
  listGoogleCalendars, refreshGoogleCalendars, listBusy,
  getSyncSettings, changeSyncSettings, listSyncStatus, getSyncStatus, answerSyncGuard, syncNow,
  previewPushExisting, startPushExisting, listRuns, getRun, listRunRecords, getRunRecord, retryFailedRecords, listConflicts,
  googleNotifications, readEvents, readAppointmentCard,
];
