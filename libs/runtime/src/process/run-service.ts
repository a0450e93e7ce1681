import type { RequestListener } from 'node:http';
import { flushCompileCache } from 'node:module';
import { hostname } from 'node:os';
import type { Bus } from '@portal-sync/bus';
import { createIds, createTrouble, keepTrying, reasonOf, systemClock, systemHttp, systemRandom, systemTimers, type Clock, type Log, type Random, type Timers } from '@portal-sync/kernel';
import type { CollectionShape, OpenStore } from '@portal-sync/store';
import { z } from 'zod';
import type { Service, ServiceDeps } from '../create-service.ts';
import { createCloser } from './closer.ts';
import { createCommonClock } from './common-clock.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';
import { onSignals, runMain, type ProcessLike } from './run-main.ts';
import { readSettings } from './settings.ts';
import { createStartingDoor } from './starting-door.ts';

/** Engines as a process opens them. */
interface OpenedEngines {
  readonly openStore: OpenStore;
  readonly bus: Bus;
  close(): Promise<void>;
}

export interface EnginesChoice<E extends z.ZodObject> {
  readonly settings: E;
  open(settings: z.output<E>, deps: { clock: Clock; timers: Timers; random: Random; log: Log }): Promise<OpenedEngines>;
}

export interface ServiceProcess<S extends z.ZodObject, E extends z.ZodObject, More extends object, App extends Pick<Service, 'start' | 'stop'> & { readonly handler: RequestListener }> {
  /** `matcher`; its settings begin with `MATCHER_`, and `MATCHER_PORT`, `MATCHER_HOST` and `MATCHER_LOG` are among them. */
  readonly name: string;
  readonly settings: S;
  readonly engines: EnginesChoice<E>;
  readonly collections: readonly CollectionShape[];
  /** What this service needs beside `ServiceDeps`; made before anything is opened. */
  prepare?(settings: z.output<S>, log: Log): Promise<More> | More;
  createApp(deps: ServiceDeps<z.output<S>> & More): App;
  /** After `start`, before the door opens. */
  started?(app: App, more: More): Promise<void>;
}

const ownSettings = (prefix: string, settings: Readonly<Record<string, unknown>>) =>
  z.object({ PORT: z.number(), HOST: z.string(), LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']) })
    .parse({ PORT: settings[`${prefix}PORT`], HOST: settings[`${prefix}HOST`], LOG: settings[`${prefix}LOG`] });

/**
 * A service as a process of its own: reads the settings, opens its door, waits for its engines, starts; on SIGTERM or SIGINT the same in reverse.
 * Engines that are not there yet are waited for, alive and not ready. What no waiting mends is one message, and the process ends with 1. For `main.ts` only.
 */
export function runService<S extends z.ZodObject, E extends z.ZodObject, More extends object, App extends Pick<Service, 'start' | 'stop'> & { readonly handler: RequestListener }>(
  spec: ServiceProcess<S, E, More, App>,
  process: ProcessLike & { readonly pid?: number; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<void> {
  const { name, collections } = spec;
  const prefix = `${name.toUpperCase()}_`;
  const beganAt = systemClock.now();
  return runMain(async () => {
    const all = spec.settings.safeExtend(spec.engines.settings.shape) as unknown as z.ZodObject;
    const settings = readSettings(all, process.env, { prefix }) as z.output<S> & z.output<E>;
    const { PORT: port, HOST: host, LOG: level } = ownSettings(prefix, settings);
    const log = createLog({ service: name, level });
    const closer = createCloser({ log });
    // From here on, also while things are still being opened: a start that waits for an engine must not outlive its supervisor.
    onSignals(closer, process);
    const common = createCommonClock({ own: systemClock, timers: systemTimers, log });
    const system = { clock: common.clock, timers: systemTimers, random: systemRandom, log };
    const makeId = createIds(system.clock, systemRandom);
    const starting = new AbortController();
    closer.add('start', () => starting.abort());
    const more = ((await spec.prepare?.(settings, log)) ?? {}) as More;
    let why: string | undefined;
    const door = createStartingDoor({ why: () => why, makeId });
    // The door is there from the first moment, so that whoever asks is told that we start, and for what we wait.
    const listening = await listen(door.handler, { port, host, log });
    closer.add('listener', () => listening.close());
    const engines = await spec.engines.open(settings, system);
    closer.add('engines', () => engines.close());
    const openStore = async () => {
      try {
        return await engines.openStore(name, collections);
      } catch (error) {
        why = reasonOf(error);
        throw error;
      }
    };
    const trouble = createTrouble({ clock: systemClock, log, well: 'the store is there' });
    const store = await keepTrying(openStore, { ...system, trouble, signal: starting.signal, noAnswer: 'the store has not answered yet' }).catch((error: unknown) => {
      if (!starting.signal.aborted) throw error;
    });
    // Called off: the end is on its way.
    if (store === undefined) return;
    if (store.time !== undefined) {
      const following = await common.follow(() => store.time?.() ?? Promise.resolve(0));
      closer.add('clock', () => following.stop());
    }
    const app = spec.createApp({ ...system, ...more, processChecks: common.check, instance: `${hostname()}:${process.pid ?? name}`, settings, store, bus: engines.bus, http: systemHttp, makeId });
    await app.start();
    closer.add('service', () => app.stop());
    await spec.started?.(app, more);
    door.open(app.handler);
    closer.add('door', () => listening.close());
    log.info({ afterMs: systemClock.now() - beganAt }, 'ready');
    // For whoever starts this again, also after a death that writes nothing.
    flushCompileCache();
  }, process);
}
