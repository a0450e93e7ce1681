import type { Agency, ConnectionCard, EventToJudge } from '@portal-sync/contracts';
import type { Reads } from '@portal-sync/store';
import { judgingPolicy } from '../domain/judging-policy.ts';
import { hasOwnCalendar } from '../domain/own-calendar.ts';
import { connectionCards, userCards } from './cards.ts';
import { googleCalendars } from './google-calendars.ts';
import { mirrors, type MirrorDoc } from './mirrors.ts';
import { platformCalendars } from './platform-calendars.ts';
import { settingsOf } from './settings-of.ts';

/** Events as they stand now, with the policy that applies now. Left out: what is gone, what only blocks, what nobody leads any more. */
export async function eventsToJudge(reads: Reads, agency: Agency, eventIds: readonly string[]): Promise<EventToJudge[]> {
  const events: EventToJudge[] = [];
  const team = await teamOf(reads, agency.id);
  for (const eventId of new Set(eventIds)) {
    const mirror = await reads.get(mirrors, eventId);
    if (mirror === undefined || mirror.agencyId !== agency.id || mirror.when === null || mirror.onlyBlocks !== null) continue;
    const event = await toJudge(reads, agency, mirror, mirror.when, team);
    if (event !== undefined) events.push(event);
  }
  return events;
}

interface Team {
  readonly addresses: readonly string[];
  readonly cards: readonly ConnectionCard[];
}

/** Where all who work here receive mail: as we know them, and as Google does. */
async function teamOf(reads: Reads, agencyId: string): Promise<Team> {
  const people = (await reads.find(userCards, { index: 'byAgency', equals: [agencyId], limit: 1000 })).items.filter(hasOwnCalendar);
  const { items: cards } = await reads.find(connectionCards, { index: 'byUser', equals: [agencyId], limit: 1000 });
  const theirs = cards.filter((card) => people.some(({ id }) => id === card.userId));
  return { addresses: [...people.map(({ email }) => email), ...theirs.map(({ account }) => account)], cards };
}

async function toJudge(reads: Reads, agency: Agency, mirror: MirrorDoc, when: EventToJudge['when'], team: Team): Promise<EventToJudge | undefined> {
  const calendar = await reads.get(googleCalendars, mirror.googleCalendarId);
  const card = team.cards.find(({ id }) => id === calendar?.leadConnectionId) ?? (await reads.get(connectionCards, calendar?.leadConnectionId ?? ''));
  if (calendar === undefined || card === undefined || card.agencyId !== agency.id) return undefined;
  const settings = await settingsOf(reads, card);
  const person = await reads.get(userCards, `${agency.id}/${card.userId}`);
  const goesTo = settings.values.appointmentsGoTo === null ? undefined : await reads.get(platformCalendars, settings.values.appointmentsGoTo);
  return {
    eventId: mirror.id,
    etag: mirror.etag,
    connectionId: card.id,
    userId: card.userId,
    googleCalendarId: calendar.id,
    status: mirror.status,
    when,
    ownResponse: mirror.ownResponse,
    organizer: mirror.organizer,
    guests: mirror.attendees,
    policy: judgingPolicy({
      settings,
      goesTo,
      agency,
      ownAddresses: [card.account, person?.email ?? '', calendar.googleId],
      teamAddresses: team.addresses,
      isBackFill: mirror.backFill,
    }),
  };
}
