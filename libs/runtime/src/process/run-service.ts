import type { RequestListener } from 'node:http';
import { hostname } from 'node:os';
import type { Bus } from '@portal-sync/bus';
import { createIds, systemClock, systemHttp, systemRandom, systemTimers, type Clock, type Log, type Random, type Timers } from '@portal-sync/kernel';
import type { CollectionShape, OpenStore } from '@portal-sync/store';
import { z } from 'zod';
import type { Service, ServiceDeps } from '../create-service.ts';
import { createCloser } from './closer.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';
import { onSignals, runMain, type ProcessLike } from './run-main.ts';
import { readSettings } from './settings.ts';

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
 * A service as a process of its own: reads the settings, opens the engines, starts the service, then its door; on SIGTERM or SIGINT the same in reverse.
 * What keeps it from starting is one message, and the process ends with 1. For `main.ts` only.
 */
export function runService<S extends z.ZodObject, E extends z.ZodObject, More extends object, App extends Pick<Service, 'start' | 'stop'> & { readonly handler: RequestListener }>(
  spec: ServiceProcess<S, E, More, App>,
  process: ProcessLike & { readonly pid?: number; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<void> {
  const { name, collections } = spec;
  const prefix = `${name.toUpperCase()}_`;
  return runMain(async () => {
    const all = spec.settings.safeExtend(spec.engines.settings.shape) as unknown as z.ZodObject;
    const settings = readSettings(all, process.env, { prefix }) as z.output<S> & z.output<E>;
    const { PORT: port, HOST: host, LOG: level } = ownSettings(prefix, settings);
    const log = createLog({ service: name, level });
    const closer = createCloser({ log });
    // From here on, also while things are still being opened: a start that waits for an engine must not outlive its supervisor.
    onSignals(closer, process);
    const system = { clock: systemClock, timers: systemTimers, random: systemRandom, log };
    const more = ((await spec.prepare?.(settings, log)) ?? {}) as More;
    const engines = await spec.engines.open(settings, system);
    closer.add('engines', () => engines.close());
    const store = await engines.openStore(name, collections);
    const app = spec.createApp({ ...system, ...more, instance: `${hostname()}:${process.pid ?? name}`, settings, store, bus: engines.bus, http: systemHttp, makeId: createIds(systemClock, systemRandom) });
    await app.start();
    closer.add('service', () => app.stop());
    await spec.started?.(app, more);
    const listening = await listen(app.handler, { port, host, log });
    closer.add('listener', () => listening.close());
  }, process);
}
