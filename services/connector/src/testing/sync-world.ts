import {
  connectionMade, connectionRemoved, connectionRemoving, eventJudged, eventSeen,
  type ConnectionCard, type ContactCard, type EventToJudge, type SyncSettingsValues,
} from '@portal-sync/contracts';
import { openGoogleCalendar } from '@portal-sync/google';
import { createGoogle, type Fault, type FaultEffect, type Google } from '@portal-sync/google-sandbox/core';
import { createIds, PARTITIONS, silentLog, type CloudEvent } from '@portal-sync/kernel';
import { finishDue, type DueFields, type Store } from '@portal-sync/store';
import { scatterReads } from '@portal-sync/store/testing';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime, createSeededRandom, type ManualTime } from '@portal-sync/tooling';
import { applySettings } from '../actions/apply-settings.ts';
import { receiveNotification } from '../actions/receive-notification.ts';
import { writeAppointment } from '../actions/write-appointment.ts';
import type { Deps } from '../deps.ts';
import type { AppointmentChange } from '../domain/appointment-fields.ts';
import { googleCalendarIdOf } from '../domain/google-ids.ts';
import { ownCalendarId } from '../domain/own-calendar.ts';
import { joinConnector } from '../join.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { collections } from '../repos/collections.ts';
import { eventsToJudge } from '../repos/events-to-judge.ts';
import { links, type LinkDoc } from '../repos/links.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import { connectorSettings } from '../settings.ts';
import { syncParts } from '../sync.ts';
import { anAgency, at, NORTH } from './cast.ts';
import { googleHttp } from './google-http.ts';
import { neighbours } from './neighbours.ts';
import { createPerson, type Person } from './person.ts';

export interface SyncWorldOptions {
  readonly notifyUrl?: string;
  /** Google's pages hold so many events. */
  readonly pageSize?: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** Transactions are scattered, others commit between their reads: a seed. */
  readonly scatter?: number;
}

/** The engine against the sandbox's core, with broker and matcher played by functions, and a clock that stands still until told. */
export interface SyncWorld {
  readonly deps: Deps;
  readonly store: Store;
  readonly google: Google;
  readonly time: ManualTime;
  readonly connections: Map<string, ConnectionCard>;
  readonly contacts: Map<string, ContactCard>;
  readonly agencies: ReturnType<typeof neighbours>['agencies'];
  /** Whom the matcher knows decides; replace it to judge otherwise. */
  judge: (event: EventToJudge) => { outcome: 'appointment' | 'busy' | 'none'; contactIds: string[]; fires: boolean };
  /** Connects a person and chooses their primary calendar, unless `target` says otherwise. */
  connect(userId: string, settings?: Partial<SyncSettingsValues>, more?: { target?: boolean; id?: string; agencyId?: string; account?: string }): Promise<ConnectionCard>;
  change(connectionId: string, settings: Partial<SyncSettingsValues>): Promise<void>;
  disconnect(connectionId: string, googleEvents: 'keep' | 'remove'): Promise<void>;
  /** Its beginning: the broker removes the connection, and says so. */
  beginDisconnect(connectionId: string, googleEvents: 'keep' | 'remove'): Promise<void>;
  tell(message: CloudEvent): Promise<void>;
  book(change?: AppointmentChange): Promise<AppointmentDoc>;
  edit(id: string, change: AppointmentChange): Promise<AppointmentDoc>;
  read(id: string): Promise<AppointmentDoc>;
  /** Works and delivers until nothing is due any more. */
  drain(): Promise<void>;
  advance(ms: number): Promise<void>;
  /** Hands Google's notifications over that are due. */
  knock(): Promise<number>;
  fault(effect: FaultEffect, more?: Partial<Fault>): void;
  person(userId: string): Person;
  /** The first of an appointment's links. */
  linkOf(appointmentId: string): Promise<LinkDoc | undefined>;
  calls(operation: string): number;
  sent(type: string): Promise<readonly CloudEvent[]>;
  close(): Promise<void>;
}

export const accountOf = (userId: string): string => `${userId}@gmail.com`;
export const primaryOf = (userId: string, agencyId = NORTH): string => googleCalendarIdOf(agencyId, accountOf(userId));

export async function openSyncWorld(options: SyncWorldOptions = {}): Promise<SyncWorld> {
  const time = createManualTime();
  const random = createSeededRandom(5);
  const { clock, timers } = time;
  const opened = await openSqliteStore({ memory: true, clock })('connector', collections);
  const store = options.scatter === undefined ? opened : scatterReads(opened, createSeededRandom(options.scatter));
  const google = createGoogle({ now: clock.now, random: random.unit, baseUrl: 'http://127.0.0.1:9' });
  const played = neighbours(google);
  const settings = connectorSettings.parse({
    CONNECTOR_CLIENT_SECRET: 's', BROKER_URL: 'http://broker.test', MATCHER_URL: 'http://matcher.test', GOOGLE_API_ROOT: 'http://127.0.0.1:9/',
    ...(options.notifyUrl === undefined ? {} : { NOTIFY_URL: options.notifyUrl }), ...options.settings,
  });
  const { deps } = joinConnector({
    store, clock, timers, random, settings,
    http: played.http,
    google: openGoogleCalendar({ apiRoot: settings.GOOGLE_API_ROOT, http: googleHttp(google, options.pageSize) }),
    log: silentLog,
    bus: undefined as never,
    makeId: createIds(clock, random),
  });
  const parts = syncParts(deps);
  const handlers = new Map(parts.handlers.flatMap((handler) => handler.types.map((type) => [type, handler] as const)));
  const cursors = new Map<number, number>();
  const signal = new AbortController().signal;
  const stamp = () => ({ id: deps.makeId(), now: clock.now() });

  /** What leaves for the matcher comes back as verdicts; nothing else is listened to. */
  async function deliver(): Promise<boolean> {
    let some = false;
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const placed = await store.outbox.readFrom(partition, cursors.get(partition) ?? 0, 500);
      for (const { message, position } of placed) {
        some = true;
        cursors.set(partition, position);
        if (message.type === 'event.seen') await playMatcher(message);
      }
    }
    return some;
  }
  async function playMatcher(message: CloudEvent): Promise<void> {
    const { agencyId, eventIds } = eventSeen.read(message);
    for (const event of await eventsToJudge(store, anAgency(agencyId), eventIds)) {
      const { eventId, connectionId, googleCalendarId, etag, policy } = event;
      const judgedFor = { etag, settingsVersion: policy.settingsVersion };
      await tell(eventJudged.make({ agencyId, connectionId, googleCalendarId, eventId, judgedFor, decisionId: `d-${eventId.slice(-6)}`, ...world.judge(event) }, stamp()));
    }
  }
  const tell = async (message: CloudEvent): Promise<void> => handlers.get(message.type)?.handle(message, { attempt: 1, signal });

  async function work(): Promise<boolean> {
    let some = false;
    for (const { collection, work: run, leaseMs = 60_000 } of parts.workers) {
      for (const doc of await store.takeDue(collection, { now: clock.now(), limit: 4, leaseMs })) {
        some = true;
        const { nextAt } = await run(doc, { signal });
        await store.update(collection, collection.key(doc), (now: DueFields & object) => finishDue(now, doc.claim, nextAt)).catch(() => undefined);
      }
    }
    return some;
  }
  const write = (ask: { appointmentId?: string; change: AppointmentChange }): Promise<AppointmentDoc> =>
    store
      .transaction((tx) => writeAppointment(tx, deps, { agencyId: NORTH, ...ask, cause: 'api', by: 'hal', fires: true, bookedBy: 'staff' }))
      .then((written) => written.appointment);

  const world: SyncWorld = {
    deps, store, google, time, tell,
    connections: played.connections,
    contacts: played.contacts,
    agencies: played.agencies,
    judge: (event) => knownOnly(event, played.contacts),
    async connect(userId, values = {}, { target = true, id = `${userId}-k`, agencyId = NORTH, account = accountOf(userId) } = {}) {
      const card = played.addConnection({ id, userId, agencyId, account });
      await tell(connectionMade.make({ agencyId, connectionId: id, userId, product: card.product }, stamp()));
      await world.drain();
      if (target) await world.change(id, { targetCalendarId: googleCalendarIdOf(agencyId, account), ...values });
      await world.drain();
      return card;
    },
    async change(connectionId, values) {
      await store.transaction(async (tx) => {
        const before = await tx.guard(syncSettings, connectionId);
        if (before === undefined) throw new Error(`no settings of ${connectionId}`);
        const after = { ...before, values: { ...before.values, ...values }, version: before.version + 1 };
        await tx.put(syncSettings, after);
        await applySettings(tx, deps, before, after);
      });
    },
    async beginDisconnect(connectionId, googleEvents) {
      const card = played.connections.get(connectionId) as ConnectionCard;
      played.connections.set(connectionId, { ...card, state: 'removing', googleEvents });
      await tell(connectionRemoving.make({ agencyId: card.agencyId, connectionId, userId: card.userId, product: card.product, googleEvents }, stamp()));
    },
    async disconnect(connectionId, googleEvents) {
      const { agencyId, userId, product } = played.connections.get(connectionId) as ConnectionCard;
      const about = { agencyId, connectionId, userId, product };
      await world.beginDisconnect(connectionId, googleEvents);
      await world.drain();
      played.connections.delete(connectionId);
      await tell(connectionRemoved.make(about, stamp()));
    },
    book: (change = {}) =>
      write({ change: { title: 'Massage', when: at(10), hostUserId: 'hal', calendarId: ownCalendarId(NORTH, change.hostUserId ?? 'hal'), type: 'meeting', ...change } }),
    edit: (appointmentId, change) => write({ appointmentId, change }),
    async read(id) {
      const found = await store.get(appointments, id);
      if (found === undefined) throw new Error(`no appointment ${id}`);
      return found;
    },
    async drain() {
      for (let rounds = 0; rounds < 400; rounds++) {
        const worked = await work();
        if (!(await deliver()) && !worked) return;
      }
      throw new Error('never comes to rest');
    },
    async advance(ms) {
      time.jump(ms);
      await world.drain();
    },
    async knock() {
      const deliveries = google.takeOutgoing();
      for (const { id, headers } of deliveries) {
        const answer = await receiveNotification(deps, headers);
        google.settleOutgoing(id, answer === 'taken' ? 204 : 404);
      }
      return deliveries.length;
    },
    fault: (effect, more = {}) => void google.world.state.faults.push({ id: 'f', skip: 0, left: 1, effect, ...more }),
    person: (userId) => createPerson(google, accountOf(userId)),
    linkOf: async (appointmentId) => (await store.find(links, { index: 'byAppointment', equals: [appointmentId] })).items[0],
    calls: (operation) => google.world.state.calls.filter((call) => call.operation === operation).length,
    sent: async (type) => {
      const pages = await Promise.all(Array.from({ length: PARTITIONS }, (_, partition) => store.outbox.readFrom(partition, 0, 1000)));
      return pages.flat().map(({ message }) => message).filter((message) => message.type === type);
    },
    close: () => store.close(),
  };
  return world;
}

/** The smart mode: with a guest who is known it is an appointment, all others are busy. */
function knownOnly({ guests }: EventToJudge, contacts: Map<string, ContactCard>) {
  const addresses = guests.filter((guest) => !guest.self).map((guest) => guest.address.toLowerCase());
  const contactIds = [...contacts.values()].filter((card) => card.addresses.some((address) => addresses.includes(address))).map((card) => card.id);
  return { outcome: contactIds.length > 0 ? ('appointment' as const) : ('busy' as const), contactIds, fires: contactIds.length > 0 };
}
