import { GoogleError } from '../../api/google-error.ts';
import { jsonBody } from '../../api/body.ts';
import { required } from '../../api/refusals.ts';
import { noContent } from '../../api/route.ts';
import type { Call3, Reply } from '../../api/route.ts';
import { channelKey } from '../channel.ts';

/** channels.stop: only for the user and the OAuth client that opened the channel; for others it does not exist. */
export function stopChannel(call: Call3): Reply {
  const { world, caller } = call;
  const { id, resourceId } = jsonBody(call.request);
  if (typeof id !== 'string' || typeof resourceId !== 'string') throw required('Missing channel id or resource id.');
  const channel = world.state.channels.get(channelKey(caller.project, id));
  const own = channel && channel.resourceId === resourceId && channel.sub === caller.sub && channel.clientId === caller.clientId;
  if (!own || channel.stopped) throw new GoogleError(404, 'notFound', `Channel '${id}' not found for project '${caller.project}'`);
  world.state.channels.set(channelKey(caller.project, id), { ...channel, stopped: true });
  world.state.deliveries = world.state.deliveries.filter((delivery) => delivery.channel !== channelKey(caller.project, id));
  return noContent;
}
