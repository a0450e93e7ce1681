import type { Bus } from '@portal-sync/bus';
import type { Clock, Http, Log, MakeId, Random, Timers } from '@portal-sync/kernel';
import type { DueFields, Store } from '@portal-sync/store';
import type { Express } from 'express';
import { callPipeline, type PlainCall } from './http/call-route.ts';
import { createServiceApp, type ServiceAppOptions } from './http/create-service-app.ts';
import { pruneIdempotencyKeys } from './http/idempotency.ts';
import type { Authenticate } from './http/incoming.ts';
import { createPipeline } from './http/pipeline.ts';
import { refuseHalfImport } from './import-marks.ts';
import { consume, type MessageHandler } from './messages/consume.ts';
import { outboxFeedRoute } from './messages/outbox-feed-route.ts';
import type { OpenFeed } from './messages/owners-feed.ts';
import { startRelay, type Relay } from './messages/relay.ts';
import { startCatchUp } from './messages/start-catch-up.ts';
import { operatorRoutes } from './ops/operator-routes.ts';
import { pruneDeadLetters } from './ops/prune-dead-letters.ts';
import { livezRoute, readyzRoute, type Check, type Checks } from './process/health.ts';
import { createServiceHealth } from './process/service-health.ts';
import type { PlainResponse, Route } from './route.ts';
import { startDueWorker, type DueWork, type DueWorker } from './workers/due-worker.ts';
import { startEvery, type Job } from './workers/every.ts';
import type { Running } from './workers/running.ts';

/** What every service is given. `settings` is the service's own. */
export interface ServiceDeps<S = unknown> {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly http: Http;
  readonly makeId: MakeId;
  readonly log: Log;
  /** What this process is called where it holds a lease, e.g. `host:pid`; for operators. */
  readonly instance?: string | undefined;
  /** Conditions of `/readyz` of the process as a whole. */
  readonly processChecks?: Checks | undefined;
  readonly settings: S;
}

export interface ServiceParts<D extends ServiceDeps> {
  /** `connector` */
  readonly name: string;
  /** Handed to every route; may hold more than `ServiceDeps` asks. */
  readonly deps: D;
  readonly authenticate: Authenticate;
  readonly routes: readonly Route<D>[];
  readonly handlers?: readonly MessageHandler[];
  /** Where to read the outboxes of those whose messages are taken, to catch up at start and hourly: `ownersFeed`. Asked at once, so that a missing address is known before anything runs. */
  readonly feed?: OpenFeed | undefined;
  /** One per due collection: `dueWork({ collection, work })`. */
  readonly workers?: readonly AnyDueWork[];
  readonly jobs?: readonly Job[];
  /** Anything else with a start and an end; started last, stopped first. */
  readonly extras?: readonly (() => Running | Promise<Running>)[];
  /** Further conditions of `/readyz`. */
  readonly checks?: Checks;
  /** Of `createServiceApp`: limits, errorPage, trustProxy, use. */
  readonly http?: Pick<ServiceAppOptions<D>, 'limits' | 'errorPage' | 'trustProxy' | 'use'>;
}

export interface Service {
  /** The Express app: a request listener for `listen`, supertest or a host. */
  readonly handler: Express;
  /** The service's own routes, those of health, of the outbox feed and for operators. */
  readonly routes: readonly Route<never>[];
  /** The services whose messages it takes. */
  readonly takesFrom: readonly string[];
  /** Calls a route without a socket, through the same pipeline. */
  call(request: PlainCall): Promise<PlainResponse>;
  /** Begins relaying, taking messages, working and timed jobs. */
  start(): Promise<void>;
  /** Ends them, last begun first; what was begun is finished. Bus and store stay open: whoever opened them closes them. */
  stop(): Promise<void>;
  /** Whether it makes progress (`live`) and takes requests (`ready`). */
  health(): Promise<{ readonly live: readonly Check[]; readonly ready: readonly Check[] }>;
}

/** Due work of any kind of document. Made by `dueWork`, which checks that collection and work speak of the same. */
export type AnyDueWork = DueWork<DueFields & object>;

export const dueWork = <T extends DueFields & object>(work: DueWork<T>): AnyDueWork => work as unknown as AnyDueWork;

const HOUR_MS = 3_600_000;
const KEEP_MESSAGES_MS = 30 * 24 * HOUR_MS;

/** Puts a service together, the same for all: its door, its messages, its workers and jobs. Nothing runs before `start`. */
export function createService<D extends ServiceDeps>(parts: ServiceParts<D>): Service {
  const { deps, name } = parts;
  const log = deps.log.child({ service: name });
  const running: Running[] = [];
  const workers = new Map<string, DueWorker>();
  let relay: Relay | undefined;
  let state: 'new' | 'started' | 'stopping' = 'new';
  const handlers = parts.handlers ?? [];
  const owners = [...new Set(handlers.flatMap((handler) => handler.owners))];
  const feed = parts.feed?.(owners);

  const { live, ready } = createServiceHealth({ ...deps, log, state: () => state, relay: () => relay, workers: () => workers, more: async () => [...((await deps.processChecks?.()) ?? []), ...((await parts.checks?.()) ?? [])] });

  const forOperators = operatorRoutes({ ...deps, name, log, handlers, works: parts.workers ?? [], workers: () => workers });
  const routes: readonly Route<D>[] = [...parts.routes, livezRoute(live), readyzRoute(ready), outboxFeedRoute(deps.store), ...forOperators];
  const serving = { ...deps, ...parts.http, deps, log, service: name, routes, authenticate: parts.authenticate };
  const pipeline = createPipeline(serving);
  const housekeeping: Job = {
    name: 'housekeeping',
    everyMs: HOUR_MS,
    async run() {
      await pruneIdempotencyKeys(deps.store, deps.clock.now());
      await deps.store.outbox.prune(deps.clock.now() - KEEP_MESSAGES_MS);
      await pruneDeadLetters(deps.store, deps.clock.now() - KEEP_MESSAGES_MS);
    },
  };

  return {
    handler: createServiceApp(serving),
    routes: routes as readonly Route<never>[],
    takesFrom: owners,
    call: (request) => callPipeline(pipeline, request),
    async start() {
      if (state !== 'new') throw new Error(`${name} was started already`);
      await refuseHalfImport(name, deps.store);
      relay = startRelay({ ...deps, log });
      running.push(relay);
      const subscription = await consume({ ...deps, log, group: name, handlers });
      // Owners of passing messages are read too: their cursor says how far this service has come with them.
      const lasting = handlers.filter(({ passing }) => passing !== true).flatMap(({ types }) => types);
      if (subscription !== undefined && feed !== undefined) running.push(startCatchUp({ ...deps, log, feed, owners, subscription: { ...subscription, types: lasting } }));
      for (const work of parts.workers ?? []) {
        const worker = startDueWorker({ ...deps, ...work, log });
        workers.set(work.collection.name, worker);
        running.push(worker);
      }
      for (const job of [...(parts.jobs ?? []), housekeeping]) running.push(startEvery({ ...deps, ...job, log }));
      for (const begin of parts.extras ?? []) running.push(await begin());
      state = 'started';
    },
    async stop() {
      state = 'stopping';
      for (let last = running.pop(); last !== undefined; last = running.pop()) await last.stop();
    },
    health: async () => ({ live: await live(), ready: await ready() }),
  };
}
