import { dueWork, type AnyDueWork, type Job, type MessageHandler } from '@portal-sync/runtime';
import { syncCalendar } from './actions/sync-calendar.ts';
import { workOnChannel } from './actions/work-on-channel.ts';
import { workOnConnection } from './actions/work-on-connection.ts';
import { workOnPushJob } from './actions/work-on-push-job.ts';
import { workOnZone } from './actions/work-on-zone.ts';
import type { Deps } from './deps.ts';
import { layOutSeriesDaily } from './every/lay-out-series.ts';
import { pruneMirrors } from './every/prune-mirrors.ts';
import { onConnection } from './on/connection.ts';
import { onEventJudged } from './on/event-judged.ts';
import { agencyZones } from './repos/agency-zones.ts';
import { channels } from './repos/channels.ts';
import { connectionWork } from './repos/connection-work.ts';
import { googleCalendars } from './repos/google-calendars.ts';
import { pushJobs } from './repos/push-jobs.ts';

export interface SyncParts {
  readonly handlers: readonly MessageHandler[];
  readonly workers: readonly AnyDueWork[];
  readonly jobs: readonly Job[];
}

/** What keeps Google and the platform the same: the messages it takes, the queues it works through, its timed jobs. */
export const syncParts = (deps: Deps): SyncParts => ({
  handlers: [...onConnection(deps), onEventJudged(deps)],
  workers: [
    dueWork({
      collection: googleCalendars,
      concurrency: deps.settings.CONNECTOR_WORKERS,
      work: (calendar, context) => syncCalendar(deps, calendar, context),
    }),
    dueWork({ collection: connectionWork, concurrency: 4, work: (doc) => workOnConnection(deps, doc) }),
    dueWork({ collection: pushJobs, concurrency: 2, work: (doc) => workOnPushJob(deps, doc) }),
    dueWork({ collection: channels, concurrency: 2, work: (doc) => workOnChannel(deps, doc) }),
    dueWork({ collection: agencyZones, concurrency: 1, work: (doc) => workOnZone(deps, doc) }),
  ],
  jobs: [layOutSeriesDaily(deps), pruneMirrors(deps)],
});
