import type { World } from '../world.ts';
import { channelKey, isLive, nextMessage } from './channel.ts';
import type { Channel } from './channel.ts';
import { takeNotificationFault } from './notification-faults.ts';

/** A notification that has to leave: whoever does the input and output takes it, posts it and reports back. */
export interface Delivery {
  readonly id: number;
  readonly channel: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly dueAt: number;
  readonly attempt: number;
  /** Taken and not yet reported on. */
  readonly taken: boolean;
}

/** https://developers.google.com/workspace/calendar/api/guides/push: a POST without a body, everything in headers. */
function headersOf(channel: Channel, state: 'sync' | 'exists'): Record<string, string> {
  return {
    'x-goog-channel-id': channel.id,
    'x-goog-message-number': String(channel.messageNumber),
    'x-goog-resource-id': channel.resourceId,
    'x-goog-resource-state': state,
    'x-goog-resource-uri': channel.resourceUri,
    'x-goog-channel-expiration': new Date(channel.expiration).toUTCString(),
    ...(channel.token === undefined ? {} : { 'x-goog-channel-token': channel.token }),
    accept: '*/*',
    'user-agent': 'APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)',
  };
}

/** Queues one message for one channel. */
export function queueMessage(world: World, channel: Channel, state: 'sync' | 'exists', delayMs = 0): void {
  const counted = nextMessage(world, channel);
  world.state.lastId += 1;
  world.state.deliveries.push({
    id: world.state.lastId,
    channel: channelKey(channel.project, channel.id),
    url: channel.address,
    headers: headersOf(counted, state),
    dueAt: world.now() + delayMs,
    attempt: 0,
    taken: false,
  });
}

/** Tells every live channel on what changed during a request: one message per channel, own writes included. */
export function notifyTouched(world: World): void {
  if (world.touched.size === 0) return;
  const now = world.now();
  for (const channel of [...world.state.channels.values()]) {
    if (!world.touched.has(channel.resource) || !isLive(channel, now)) continue;
    const fault = takeNotificationFault(world.state, channel.resource);
    if (fault?.effect === 'drop') continue;
    queueMessage(world, channel, 'exists', fault?.delayMs ?? 0);
    if (fault?.effect === 'duplicate') queueMessage(world, world.state.channels.get(channelKey(channel.project, channel.id)) ?? channel, 'exists');
  }
  world.touched.clear();
}

/** Hands out what is due. Whatever is taken must be reported on with `settle`. */
export function takeDue(world: World, now: number): Delivery[] {
  const due: Delivery[] = [];
  world.state.deliveries = world.state.deliveries.map((delivery) => {
    if (delivery.taken || delivery.dueAt > now) return delivery;
    const taken = { ...delivery, taken: true };
    due.push(taken);
    return taken;
  });
  return due;
}

/** When the next delivery falls due, if any waits. */
export function nextDue(world: World): number | undefined {
  const waiting = world.state.deliveries.filter((delivery) => !delivery.taken).map((delivery) => delivery.dueAt);
  return waiting.length > 0 ? Math.min(...waiting) : undefined;
}

const RETRIED = new Set([500, 502, 503, 504]);
const MOST_ATTEMPTS = 8;

/** Ends a delivery: an answer of 500, 502, 503 or 504 is tried again with growing pauses, everything else is over. */
export function settle(world: World, id: number, status: number | undefined): void {
  const delivery = world.state.deliveries.find((one) => one.id === id);
  if (!delivery) return;
  const rest = world.state.deliveries.filter((one) => one.id !== id);
  const channel = world.state.channels.get(delivery.channel);
  const again = status !== undefined && RETRIED.has(status) && delivery.attempt + 1 < MOST_ATTEMPTS && channel !== undefined && isLive(channel, world.now());
  if (again) {
    const pause = Math.min(64_000, 1000 * 2 ** delivery.attempt) + Math.floor(world.random() * 500);
    rest.push({ ...delivery, attempt: delivery.attempt + 1, dueAt: world.now() + pause, taken: false });
  }
  world.state.deliveries = rest;
}
