import type { ConnectionCard, SyncSettingsValues } from '@portal-sync/contracts';
import { newDue } from '@portal-sync/store';
import { keepUser } from '../actions/keep-user.ts';
import { defaultSettings } from '../domain/settings-caps.ts';
import { connectionCards } from '../repos/cards.ts';
import { accessId, calendarAccesses, googleCalendars, type CalendarAccessDoc } from '../repos/google-calendars.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import { NORTH } from './cast.ts';
import type { Room } from './open-room.ts';

export interface ConnectWish {
  readonly agencyId?: string;
  readonly product?: ConnectionCard['product'];
  readonly settings?: Partial<SyncSettingsValues>;
}

/** A person's connection as the engine would keep it, with two calendars that can be chosen, `<person>-own` (theirs) and `<person>-read` (read only). */
export async function connect(room: Room, userId: string, wish: ConnectWish = {}): Promise<ConnectionCard> {
  const { agencyId = NORTH, product = 'calendar-2way', settings = {} } = wish;
  const card: ConnectionCard = {
    id: `${agencyId}-${userId}-k`, agencyId, userId, product, state: 'live', cause: null, account: `${userId}@gmail.example`, grantedScopes: [], version: 1, since: 5,
  };
  await room.store.put(connectionCards, card);
  await keepUser(room.deps, agencyId, userId);
  await access(room, card, `${agencyId}-${userId}-own`, 'owner', true);
  await access(room, card, `${agencyId}-${userId}-read`, 'reader', false);
  await room.store.put(syncSettings, {
    connectionId: card.id, agencyId, userId, version: 1, values: { ...defaultSettings(product), ...settings }, changedAt: 7,
  });
  return card;
}

async function access(room: Room, card: ConnectionCard, id: string, accessRole: CalendarAccessDoc['accessRole'], primary: boolean): Promise<void> {
  await room.store.put(calendarAccesses, {
    id: accessId(card.id, id), agencyId: card.agencyId, connectionId: card.id, userId: card.userId, googleCalendarId: id, googleId: `${id}@google.example`,
    name: `${card.userId}'s ${primary ? 'own' : 'other'}`, color: '#112233', zone: 'Europe/Amsterdam', accessRole, primary, available: true, seenAt: 1,
  });
  await room.store.put(googleCalendars, {
    id, agencyId: card.agencyId, googleId: `${id}@google.example`, zone: 'Europe/Amsterdam', leadConnectionId: card.id, use: 'target', pullAsked: 0, pullDone: 0,
    nextPullAt: null, syncToken: 't', pageToken: null, fullReadSince: null, guard: { vanished: 0, changed: 0 }, guardAnswer: null, watch: 'off', firstRead: false,
    runId: null, googleOffsetMs: 250, pulledAt: null, lastPullAt: room.time.clock.now(), lastPushAt: null, failures: 0, blockedUntil: null, problem: null,
    pausedSince: null, ...newDue(null),
  });
}
