import {
  accessRefused, agencyChanged, appointmentChanged, conflictFound, conflictSettled, connectionBroken, connectionChanged, connectionMade, connectionReleased,
  connectionRemoved, connectionRemoving, contactChanged, eventJudged, runFinished, triggerFired, type MessageKind,
} from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';
import type { Audience, LiveCollection } from '../domain/live-scope.ts';

/** Tells open pages which of their collections a message is about. A page that missed it reads when it opens, so nobody catches up with these. */
export function liveChanges(deps: Deps): readonly MessageHandler[] {
  const tell = <D extends { agencyId: string }>(
    kind: MessageKind<D>,
    collections: readonly LiveCollection[],
    audience: (data: D) => Audience | Promise<Audience>,
  ): MessageHandler =>
    ({ ...on(kind, async (data) => deps.live.publish({ agencyId: data.agencyId, collections, audience: await audience(data) })), passing: true });

  const person = (data: { userId: string }): Audience => ({ userIds: [data.userId] });
  const owner = async (data: { connectionId: string }): Promise<Audience> => ({ userIds: await deps.connectionOwners.of(data.connectionId) });
  const staff = (): Audience => ({ staff: true });
  const admins = (): Audience => ({});

  const connectionKinds = [connectionMade, connectionChanged, connectionRemoving, connectionRemoved] as const;
  return [
    ...connectionKinds.map((kind) => tell(kind, ['connections', 'sync-status', 'sync-settings'], person)),
    tell(connectionBroken, ['connections', 'sync-status'], person),
    tell(connectionReleased, ['connections', 'sync-status'], owner),
    tell(accessRefused, ['sync-status'], owner),
    tell(runFinished, ['runs', 'sync-status', 'appointments', 'busy'], owner),
    tell(appointmentChanged, ['appointments', 'sync-status'], (data) => ({ staff: true, contactIds: data.contactIds })),
    tell(conflictFound, ['conflicts', 'appointments'], staff),
    tell(conflictSettled, ['conflicts', 'appointments'], staff),
    tell(eventJudged, ['busy', 'decisions'], staff),
    tell(contactChanged, ['contacts'], staff),
    tell(triggerFired, ['firings', 'campaigns'], admins),
    on(agencyChanged, async (data) => {
      await deps.agencies.take(data);
      await deps.live.publish({ agencyId: data.agencyId, collections: ['session'], audience: { everyone: true } });
    }),
  ];
}
