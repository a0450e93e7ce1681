import type { ConnectionCard } from '@portal-sync/contracts';
import { GoogleFailure } from '@portal-sync/google';
import type { Deps } from '../deps.ts';
import { AccessLost } from '../google/google-tokens.ts';
import { channels, type ChannelDoc } from '../repos/channels.ts';

/** Stops a watch channel at Google and forgets it. One that Google does not know (any more), or that we may not stop, ends by itself. */
export async function stopChannel(deps: Deps, channel: ChannelDoc, card: Pick<ConnectionCard, 'id' | 'account'>): Promise<void> {
  const { resourceId, id: channelId } = channel;
  if (resourceId !== null) {
    try {
      await deps.calls.run({ connectionId: card.id, account: card.account, lane: 'now' }, 'stopChannel', (api) => api.stopChannel({ channelId, resourceId }));
    } catch (error) {
      const over = error instanceof AccessLost || (error instanceof GoogleFailure && !error.retriable);
      if (!over) throw error;
    }
  }
  await deps.store.remove(channels, channelId);
}
