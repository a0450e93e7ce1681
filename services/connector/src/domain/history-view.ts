import type { AgencyCaller, AppointmentVersion } from '@portal-sync/contracts';
import type { AppointmentVersionDoc } from '../repos/appointment-versions.ts';
import { isClient } from './booked-by.ts';

type Values = Readonly<Record<string, unknown>>;

/** What a client is not told of their own appointment. */
const NOT_FOR_CLIENTS = ['internalNotes', 'guests', 'guestContactIds', 'staffUserIds', 'recurrence'];

/** A version as this viewer may see it: of what they see as Busy, only that its time changed. */
export function historyView(doc: AppointmentVersionDoc, viewer: AgencyCaller, seenAs: 'details' | 'busy'): AppointmentVersion {
  const shown = (field: string): boolean => (seenAs === 'busy' ? field === 'when' : !isClient(viewer) || !NOT_FOR_CLIENTS.includes(field));
  const only = (values: Values): Record<string, unknown> => Object.fromEntries(Object.entries(values).filter(([field]) => shown(field)));
  const { version, kind, cause, at } = doc;
  return {
    version,
    kind,
    cause,
    at,
    changedFields: doc.changedFields.filter(shown),
    by: doc.by,
    before: only(doc.before),
    after: only(doc.after),
    lost: only(doc.lost),
    decisionId: seenAs === 'busy' || isClient(viewer) ? null : doc.decisionId,
  };
}
