import type { IdTokenSigner } from './oauth/signer.ts';
import { defaultLimits } from './ledger/quota.ts';
import type { Limits } from './ledger/quota.ts';
import type { State } from './state.ts';
import { TrackedMap } from './tracked-map.ts';

/** What every function of the core is handed: the state, and the outside world reduced to three values. */
export interface World {
  readonly state: State;
  /** Milliseconds since the epoch on Google's clock: the clock passed in plus what the control API added. */
  now(): number;
  /** 0 <= x < 1. */
  random(): number;
  readonly signer: IdTokenSigner;
  /** Where this Google stands, without a slash at the end; appears in resource addresses and links. */
  readonly baseUrl: string;
  readonly issuer: string;
  /** Watchable resources changed during the current request; their channels are told once it is over. */
  readonly touched: Set<string>;
}

export function emptyState(limits: Partial<Limits> = {}): State {
  return {
    clockOffset: 0,
    lastMicros: 0,
    lastId: 0,
    accounts: new TrackedMap(),
    subByEmail: new TrackedMap(),
    clients: new TrackedMap(),
    grants: new TrackedMap(),
    codes: new TrackedMap(),
    tokens: new TrackedMap(),
    calendars: new Map(),
    lists: new TrackedMap(),
    channels: new TrackedMap(),
    deliveries: [],
    mails: [],
    limits: { ...defaultLimits, ...limits },
    calls: [],
    faults: [],
    notificationFaults: [],
    quota: new Map(),
  };
}

/** A microsecond stamp later than every stamp before it, so that no two changes share an etag. */
export function nextMicros(world: World): number {
  const micros = Math.max(world.now() * 1000, world.state.lastMicros + 1);
  world.state.lastMicros = micros;
  return micros;
}

const BASE32HEX = '0123456789abcdefghijklmnopqrstuv';
const TOKEN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const draw = (world: World, alphabet: string, length: number): string => {
  let text = '';
  for (let i = 0; i < length; i += 1) text += alphabet[Math.floor(world.random() * alphabet.length)];
  return text;
};

/** 26 characters of base32hex, the form of the ids Google makes for events. */
export const newEventId = (world: World): string => draw(world, BASE32HEX, 26);

/** An opaque token part of `length` URL-safe characters. */
export const newToken = (world: World, length: number): string => draw(world, TOKEN, length);

/** A decimal id without leading zero, as Google's `sub`. */
export const newSub = (world: World): string => `1${draw(world, '0123456789', 20)}`;
