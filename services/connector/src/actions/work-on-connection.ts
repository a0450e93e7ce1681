import { AppError } from '@portal-sync/kernel';
import type { Deps } from '../deps.ts';
import { connectionCards } from '../repos/cards.ts';
import { connectionWork, type ConnectionWorkDoc } from '../repos/connection-work.ts';
import { refreshCalendarList } from './refresh-calendar-list.ts';
import { releaseConnection } from './release-connection.ts';

/** The slow work of a connection that came, changed or leaves. */
export async function workOnConnection(deps: Deps, work: ConnectionWorkDoc): Promise<{ readonly nextAt: number | null }> {
  if (work.release !== null) return releaseConnection(deps, work, work.release);
  if (!work.list) return { nextAt: null };
  const card = await deps.store.get(connectionCards, work.id);
  if (card?.state === 'live') await listCalendars(deps, work);
  // Asked again meanwhile, it is listed again.
  await deps.store.update(connectionWork, work.id, (doc) => (doc.againAt === null && doc.claim === work.claim ? { ...doc, list: false } : undefined));
  return { nextAt: null };
}

/** Refused is final until something about the connection changes; all else is tried again. */
async function listCalendars(deps: Deps, { agencyId, id }: ConnectionWorkDoc): Promise<void> {
  try {
    await refreshCalendarList(deps, { agencyId, connectionId: id });
  } catch (error) {
    if (!(error instanceof AppError) || !['refused', 'not-found'].includes(error.code)) throw error;
    deps.log.warn({ connectionId: id, error }, 'the calendars of a connection could not be listed');
  }
}
