import { markDue, type Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { chooseLead, type Lead } from '../domain/choose-lead.ts';
import { isBackFillOfLinked } from '../domain/is-back-fill-of-linked.ts';
import { canNotify } from '../domain/pull-plan.ts';
import { calendarsOfLinks } from '../repos/calendars-of-links.ts';
import { connectionCards } from '../repos/cards.ts';
import { googleCalendars, type GoogleCalendarDoc } from '../repos/google-calendars.ts';
import { keepChannels } from '../repos/keep-channels.ts';
import { STANDING } from '../repos/links.ts';
import { readChoosers, whoLeftLinks } from '../repos/read-choosers.ts';
import { syncSettings, type SyncSettingsDoc } from '../repos/sync-settings.ts';

/**
 * Decides anew in whose name a Google calendar is read and written and what for, after anything that bears on it changed. A calendar that
 * nobody uses rests; one that somebody uses comes due, and is watched where its person wants changes at once.
 */
export async function recomputeCalendar(tx: Transaction, deps: Deps, googleCalendarId: string, changing?: SyncSettingsDoc): Promise<void> {
  const before = await tx.get(googleCalendars, googleCalendarId);
  if (before === undefined) return;
  const left = await whoLeftLinks(tx, googleCalendarId);
  const lead = chooseLead(await readChoosers(tx, googleCalendarId, changing), before.leadConnectionId, { connectionId: left });
  const now = deps.clock.now();
  await tx.update(googleCalendars, googleCalendarId, (doc) => led(doc, lead, now));
  const settings = lead.connectionId === null ? undefined : changing?.connectionId === lead.connectionId ? changing : await tx.get(syncSettings, lead.connectionId);
  const watched = settings?.values.frequency === 'realtime' && before.watch !== 'refused' && canNotify(deps.settings.NOTIFY_URL, deps.settings.GOOGLE_API_ROOT);
  await keepChannels(tx, before, { connectionId: watched ? lead.connectionId : null, now, makeId: deps.makeId });
}

function led(doc: GoogleCalendarDoc, { connectionId, use }: Lead, now: number): GoogleCalendarDoc | undefined {
  if (connectionId === doc.leadConnectionId && use === doc.use) return undefined;
  if (connectionId === null) return { ...doc, leadConnectionId: null, use, dueAt: null, againAt: null };
  const another = connectionId !== doc.leadConnectionId;
  // What was read for its time only, or not at all, has to be read again to be judged, as back-fill: it is no news. What is linked is, if it was followed until now.
  const rejudge = use === 'target' && doc.use !== 'target';
  const linkedFollowed = rejudge ? doc.use !== 'none' && !isBackFillOfLinked(doc) : doc.linkedFollowed;
  // While it drained, only what is linked was taken account of.
  const drained = doc.use === 'draining' && use !== 'draining';
  const anew = another || rejudge || drained ? { syncToken: null, pageToken: null, fullReadSince: null, problem: null, failures: 0, blockedUntil: null } : {};
  return markDue({ ...doc, ...anew, firstRead: doc.firstRead || rejudge, linkedFollowed, leadConnectionId: connectionId, use, nextPullAt: now, pullAsked: doc.pullAsked + 1 }, now, now);
}

/** All calendars that a connection may have to do with. Those that it reaches and does not use may be many, and are somebody else's. */
export async function recomputeCalendarsOf(tx: Transaction, deps: Deps, connectionId: string): Promise<void> {
  const settings = await tx.get(syncSettings, connectionId);
  const card = await tx.get(connectionCards, connectionId);
  if (settings === undefined || card === undefined) return;
  const led = await tx.find(googleCalendars, { index: 'byLead', equals: [connectionId], limit: 1000 });
  const chosen = [settings.values.targetCalendarId, ...settings.values.availabilityCalendarIds].filter((id) => id !== null);
  // One that works again may lead those in which its links still stand, though nobody chose them any more and nobody led them meanwhile.
  const left = card.state === 'live' ? await calendarsOfLinks(tx, connectionId, STANDING) : [];
  const all = [...chosen, ...led.items.map((doc) => doc.id), ...left];
  for (const id of new Set(all)) await recomputeCalendar(tx, deps, id);
}
