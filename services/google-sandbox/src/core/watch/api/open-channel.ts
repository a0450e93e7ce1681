import { z } from 'zod';
import { GoogleError } from '../../api/google-error.ts';
import { badRequest, required } from '../../api/refusals.ts';
import { jsonBody } from '../../api/body.ts';
import { ok } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { isLoopbackHost } from '../../oauth/clients.ts';
import { channelKey } from '../channel.ts';
import type { Channel } from '../channel.ts';
import { queueMessage } from '../delivery.ts';
import { resourceIdOf } from '../resource.ts';

const body = z.object({
  id: z.string().optional(),
  type: z.string().optional(),
  address: z.string().optional(),
  token: z.string().optional(),
  expiration: z.union([z.string(), z.number()]).optional(),
  params: z.object({ ttl: z.coerce.number().optional() }).optional(),
});

function checkAddress(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // Google takes https only; a sandbox on this machine may also tell a neighbour on this machine.
  const fine = url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname)));
  if (!fine) throw new GoogleError(400, 'push.webhookUrlNotHttps', `WebHook callback must be HTTPS: ${address}`);
}

/** The end of a channel: what was asked for, never past Google's own limit, never in the past. */
function expirationOf(asked: z.infer<typeof body>, now: number, mostSeconds: number): number {
  const limit = now + mostSeconds * 1000;
  const wanted = asked.expiration === undefined ? undefined : Number(asked.expiration);
  if (wanted !== undefined && !(wanted > now)) throw badRequest('Channel expiration time is in the past.');
  const ttl = asked.params?.ttl;
  return Math.floor(Math.min(limit, wanted ?? limit, ttl === undefined ? limit : now + ttl * 1000) / 1000) * 1000;
}

/** Opens a channel on a resource and queues its `sync` message, which may well arrive before the answer. */
export function openChannel(call: Call3, resource: string, path: string): Reply {
  const { world, caller } = call;
  const parsed = body.safeParse(jsonBody(call.request));
  if (!parsed.success) throw badRequest();
  const asked = parsed.data;
  if (!asked.id) throw required('Missing channel id.');
  if (asked.id.length > 64 || !/^[A-Za-z0-9\-_+/=]+$/.test(asked.id)) throw badRequest('Invalid channel id.');
  if (asked.type !== 'web_hook' && asked.type !== 'webhook') {
    throw new GoogleError(400, 'push.channelTypeNotSupported', 'Channel type not supported.');
  }
  if (!asked.address) throw required('Missing channel address.');
  checkAddress(asked.address);
  if ((asked.token?.length ?? 0) > 256) throw badRequest('Invalid channel token.');
  if (world.state.channels.has(channelKey(caller.project, asked.id))) {
    throw new GoogleError(400, 'channelIdNotUnique', 'Channel id not unique');
  }
  const channel: Channel = {
    id: asked.id,
    project: caller.project,
    clientId: caller.clientId,
    sub: caller.sub,
    resource,
    resourceId: resourceIdOf(resource),
    resourceUri: `${world.baseUrl}${path}?alt=json`,
    address: asked.address,
    ...(asked.token === undefined ? {} : { token: asked.token }),
    expiration: expirationOf(asked, world.now(), world.state.limits.channelTtlSeconds),
    messageNumber: 0,
  };
  world.state.channels.set(channelKey(caller.project, channel.id), channel);
  queueMessage(world, channel, 'sync');
  return ok(viewChannel(channel));
}

const viewChannel = (channel: Channel): Record<string, unknown> => ({
  kind: 'api#channel',
  id: channel.id,
  resourceId: channel.resourceId,
  resourceUri: channel.resourceUri,
  ...(channel.token === undefined ? {} : { token: channel.token }),
  expiration: String(channel.expiration),
});
