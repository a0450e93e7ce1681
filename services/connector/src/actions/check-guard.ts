import type { GoogleEvent } from '@portal-sync/google';
import { tooMuchAtOnce } from '../domain/deletion-guard.ts';
import { isSuperseded } from '../domain/is-superseded.ts';
import { readMark } from '../domain/mark.ts';
import { readItem } from '../domain/read-item.ts';
import { wouldChange } from '../domain/would-change.ts';
import { googleCalendars, type GoogleCalendarDoc } from '../repos/google-calendars.ts';
import { links } from '../repos/links.ts';
import type { Pass } from './pass.ts';

/**
 * Links of a calendar whose event stands in Google as far as we know, those that rest with their connection left out: one that still waits for its
 * first insert cannot be missing there.
 */
export const countLinked = ({ deps: { store }, calendar }: Pick<Pass, 'deps' | 'calendar'>): Promise<number> =>
  // Of the states, `dormant` comes first in the index.
  store.count(links, { index: 'byStanding', equals: [calendar.id, true], range: { gt: 'dormant' } });

/**
 * Counts what a page would do to linked events, before anything of it is taken. True: too much at once, a person is asked first and nothing
 * moves, neither the token nor an appointment.
 */
export async function guardPage(pass: Pass, events: readonly GoogleEvent[], askedAt: number): Promise<boolean> {
  if (pass.calendar.guardAnswer !== null) return false;
  const guard = { ...pass.calendar.guard };
  for (const event of events) {
    const item = readItem(event, pass.calendar.zone);
    if (item === undefined) continue;
    const link = (await pass.deps.store.find(links, { index: 'byGoogleEvent', equals: [pass.calendar.id, item.id], limit: 1 })).items[0];
    const effect = link === undefined ? 'nothing' : wouldChange(link, item, readMark(pass.key, event), askedAt);
    if (effect !== 'nothing') guard[effect]++;
  }
  if (guard.vanished + guard.changed === 0) return false;
  if (!tooMuchAtOnce({ linked: await countLinked(pass), ...guard })) {
    await pass.deps.store.update(googleCalendars, pass.calendar.id, (doc) => ({ ...doc, guard }));
    return false;
  }
  await pause(pass, 'many-deletions', guard);
  return true;
}

/** Nothing is read or written until a person has decided; how much vanished and changed is kept for them to see. A read that was superseded asks nobody. */
export async function pause(pass: Pass, problem: 'many-deletions' | 'empty-read', guard: GoogleCalendarDoc['guard']): Promise<void> {
  const now = pass.deps.clock.now();
  const { pausedSince } = await pass.deps.store.update(googleCalendars, pass.calendar.id, (doc): GoogleCalendarDoc | undefined =>
    isSuperseded(pass.calendar, doc) ? undefined : { ...doc, pausedSince: now, problem, guard },
  );
  if (pausedSince !== null) pass.deps.log.warn({ googleCalendarId: pass.calendar.id, problem }, 'paused a calendar until a person decides');
}
