import type { InflightWrite, LinkDoc, SyncedFields } from '../repos/links.ts';
import { sameSynced } from './same-synced.ts';
import { SYNCED_KEYS } from './synced-fields.ts';

export interface WrittenEvent {
  /** How Google shows what we wrote, in our terms; null when it was only proved and not yet looked at. */
  readonly shown: SyncedFields | null;
  readonly etag: string | null;
  readonly updatedAt: number | null;
  readonly conferenceLink: string | null;
}

/** A write of ours is known to be done: what it wrote is the base. Where Google shows it otherwise, that is remembered and is nobody's edit. */
export function applyWrite(link: LinkDoc, write: InflightWrite, event: WrittenEvent, now: number): LinkDoc {
  const base = withWrite(link.base, write, event.shown);
  return {
    ...link,
    base,
    echo: base === null || event.shown === null ? null : echoOf(base, event.shown),
    titlePrefix: write.titlePrefix,
    inflight: [],
    etag: event.etag,
    unmerged: false,
    seenUpdated: event.updatedAt ?? link.seenUpdated,
    conferenceLink: event.conferenceLink,
    touchedAt: now,
    syncedVersion: write.version,
  };
}

/** The base after a write: an insert or a restore wrote all fields, a patch some. */
export function withWrite(base: SyncedFields | null, write: InflightWrite, shown: SyncedFields | null): SyncedFields | null {
  const before = base ?? shown;
  const fields = { ...before, ...write.fields } as Partial<SyncedFields>;
  return isWhole(fields) ? fields : null;
}

const isWhole = (fields: Partial<SyncedFields>): fields is SyncedFields => SYNCED_KEYS.every((key) => fields[key] !== undefined);

function echoOf(base: SyncedFields, shown: SyncedFields): Partial<SyncedFields> | null {
  const keys = SYNCED_KEYS.filter((key) => !sameSynced(key, base[key], shown[key] as never));
  return keys.length === 0 ? null : (Object.fromEntries(keys.map((key) => [key, shown[key]])) as Partial<SyncedFields>);
}
