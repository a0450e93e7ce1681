import type { Caller, SyncSettingsValues, UserCaller } from '@portal-sync/contracts';

/** What is looked at, in the terms that decide who sees it. */
export interface SeenRecord {
  readonly kind: 'appointment' | 'busy-block' | 'run' | 'run-record' | 'conflict';
  readonly agencyId: string;
  /** Whose it is: host and staff of an appointment, the person of a calendar, of a run, of a conflict. */
  readonly userIds: readonly string[];
  /** The client of an appointment; null elsewhere. */
  readonly contactId: string | null;
  /** It tells what stood in somebody's Google calendar, not what was made on the platform. */
  readonly fromGoogle: boolean;
  /** Its person is a client or prospect: their calendar is never shown to the agency. */
  readonly ofClient: boolean;
}

/** Inward privacy of the person whose calendar it came from. */
export type Sharing = Pick<SyncSettingsValues, 'teammatesSee' | 'detailsForUserIds'>;

/** The default: teammates see Busy. */
export const SHARES_BUSY: Sharing = { teammatesSee: 'busy', detailsForUserIds: [] };

/** `busy`: only that and when something is; `nothing`: answer as if it were not there. */
export type Seen = 'details' | 'busy' | 'nothing';

/**
 * Who sees what: the one place that decides it, for calendar, explain, log, conflicts and whatever shows them.
 * Pure. `sharing` is that of the person whose calendar the record came from.
 */
export function seenBy(viewer: Caller, record: SeenRecord, sharing: Sharing = SHARES_BUSY): Seen {
  if (viewer.kind === 'service') return 'details';
  if (viewer.kind === 'anyone' || viewer.kind === 'operator' || viewer.agencyId !== record.agencyId) return 'nothing';
  if (viewer.kind === 'platform') return seenByPlatform(record);
  if (record.userIds.includes(viewer.userId)) return 'details';
  if (viewer.role === 'client' || viewer.role === 'prospect') return seenByClient(viewer, record);
  return seenByTeammate(viewer, record, sharing);
}

/** The platform keeps the agency's records; what people have in their own calendars is not among them. */
function seenByPlatform(record: SeenRecord): Seen {
  if (record.kind === 'appointment' || record.kind === 'run' || !record.fromGoogle) return 'details';
  return record.ofClient && record.kind === 'busy-block' ? 'nothing' : 'busy';
}

/** Clients see the appointments that they are the client of, and nothing of anybody else's. */
function seenByClient(viewer: UserCaller, record: SeenRecord): Seen {
  return record.kind === 'appointment' && viewer.contactId !== undefined && record.contactId === viewer.contactId ? 'details' : 'nothing';
}

function seenByTeammate(viewer: UserCaller, record: SeenRecord, sharing: Sharing): Seen {
  const works = record.kind === 'run' || record.kind === 'run-record' || record.kind === 'conflict';
  // How somebody's connection works is between them and those who run the agency; its counts tell nothing private.
  if (works && viewer.role !== 'admin') return 'nothing';
  if (record.kind === 'run' || !record.fromGoogle) return 'details';
  if (record.ofClient) return record.kind === 'busy-block' ? 'nothing' : 'busy';
  return sharing.teammatesSee === 'details' || sharing.detailsForUserIds.includes(viewer.userId) ? 'details' : 'busy';
}
