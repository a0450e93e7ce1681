import type { World } from '../world.ts';

/** A notification channel. Kept after its end, because its id stays taken. */
export interface Channel {
  readonly id: string;
  readonly project: string;
  readonly clientId: string;
  readonly sub: string;
  readonly resource: string;
  readonly resourceId: string;
  readonly resourceUri: string;
  readonly address: string;
  readonly token?: string;
  /** Milliseconds since the epoch. */
  readonly expiration: number;
  readonly messageNumber: number;
  readonly stopped?: true;
}

/** Channel ids are unique within a project. */
export const channelKey = (project: string, id: string): string => `${project} ${id}`;

export const isLive = (channel: Channel, now: number): boolean => !channel.stopped && channel.expiration > now;

/** Counts a channel's next message: numbers grow, but not by one. */
export function nextMessage(world: World, channel: Channel): Channel {
  const step = channel.messageNumber === 0 ? 1 : 1 + Math.floor(world.random() * 200_000);
  const counted = { ...channel, messageNumber: channel.messageNumber + step };
  world.state.channels.set(channelKey(channel.project, channel.id), counted);
  return counted;
}
