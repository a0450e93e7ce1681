import type { ConflictPolicy } from '@portal-sync/contracts';
import type { Transaction } from '@portal-sync/store';
import { withWrite } from '../domain/apply-write.ts';
import { askedRemoval } from '../domain/asked-removal.ts';
import { afterWriting, hasForgottenTexts, unshown, withoutForgottenGuests } from '../domain/forgotten.ts';
import { fromGoogle } from '../domain/from-google.ts';
import type { GoogleItem } from '../domain/google-item.ts';
import { judgeItem } from '../domain/judge-item.ts';
import type { MarkVerdict } from '../domain/mark.ts';
import { merge, type Merged } from '../domain/merge.ts';
import { cleaned, dirtied } from '../domain/new-link.ts';
import { syncedFieldsOf } from '../domain/synced-fields.ts';
import { waysOf } from '../domain/ways.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { connectionCards } from '../repos/cards.ts';
import { links, type InflightWrite, type LinkDoc, type SyncedFields } from '../repos/links.ts';
import { readOutward, type LinkView } from '../repos/read-outward.ts';
import { note, noteOf, type WriteKind } from './finish-write.ts';
import { letGoPrivate } from './let-go-private.ts';
import { TAKEN_OUT } from './mark-links.ts';
import type { Pass } from './pass.ts';
import { takeOver } from './take-over.ts';

/** A linked event as something showed it. */
export interface Sighting {
  readonly item: GoogleItem;
  readonly mark: MarkVerdict;
  /** When the page was asked for (our clock, ms); null: the event itself was read. */
  readonly askedAt: number | null;
  /** A person decided to write ours back over what happened to many events at once. */
  readonly restore: boolean;
}

/** `let-go`: it is not linked any more and was not read. */
export type Absorbed = 'same' | 'stale' | 'unsure' | 'taken' | 'let-go';

/** Takes account of a linked event: proves writes of ours, merges what others did, leaves dirty what is still to be written. Safe to run twice. */
export async function absorbEvent(tx: Transaction, pass: Pass, linkId: string, sighting: Sighting): Promise<Absorbed> {
  const link = await tx.get(links, linkId);
  const appointment = link === undefined ? undefined : await tx.get(appointments, link.appointmentId);
  if (link === undefined || appointment === undefined) return 'stale';
  if (await isAway(tx, link)) return overlook(tx, link, sighting);
  const { mark, askedAt } = sighting;
  const item = withoutForgottenGuests(sighting.item, link.forgotten, pass.key);
  const stamp = mark.kind === 'ours' && mark.appointmentId === link.appointmentId ? mark.stamp : null;
  const asChange = askedAt !== null && pass.calendar.fullReadSince === null;
  const verdict = judgeItem(link, { etag: item.etag, updatedAt: item.updatedAt, stamp, askedAt, asChange });
  if (verdict.kind === 'same' && asChange) await tx.put(links, { ...link, listedEtag: item.etag });
  if (verdict.kind !== 'news') return verdict.kind;
  if (await letGoPrivate(tx, pass, link, appointment, item)) return 'let-go';
  const { confirmed } = verdict;
  const prefix = confirmed?.titlePrefix ?? link.titlePrefix;
  const written = confirmed === undefined ? link : afterWriting(link, confirmed);
  const read = fromGoogle(item, { titlePrefix: prefix, meetingLink: confirmed?.fields.meetingLink ?? link.base?.meetingLink ?? '' }, link.base);
  const raw = unshown(read, written, syncedFieldsOf(appointment));
  const removed = removedByUs(link, item);
  const shown = confirmed === undefined ? link.base : withWrite(link.base, confirmed, raw);
  const base = removed === undefined || shown === null ? shown : { ...shown, exists: false, status: 'cancelled' as const };
  // Their answers were lost: nobody told the sync log yet.
  const proven = [confirmed, removed].filter((write) => write !== undefined);
  for (const [order, write] of proven.entries()) {
    // A run that waits for this link counts it once.
    await note(tx, pass, order === 0 ? link : { ...link, runId: null }, noteOf(link, appointment, kindOf(link, write), write));
  }
  const known: LinkDoc = {
    ...written,
    base,
    echo: confirmed === undefined ? link.echo : null,
    titlePrefix: prefix,
    inflight: [],
    etag: item.etag,
    unmerged: false,
    listedEtag: asChange ? item.etag : null,
    seenUpdated: item.updatedAt ?? link.seenUpdated,
    conferenceLink: item.conferenceLink,
    touchedAt: pass.deps.clock.now(),
    syncedVersion: confirmed?.version ?? link.syncedVersion,
    runId: proven.length === 0 ? link.runId : null,
  };
  if (link.origin === 'copy' || link.unneeded || link.state === 'dormant') return keepSight(tx, known, item);
  if (link.kind === 'participant' && item.status === 'cancelled' && removed === undefined) return takeOut(tx, pass, known, appointment);
  return mergeEvent(tx, pass, known, appointment, { raw, sighting });
}

/** Its connection is gone, though others may read the calendar: what it shows stays unknown, so that it is read and merged, and not taken for known, once somebody connects again. */
async function overlook(tx: Transaction, link: LinkDoc, { item }: Sighting): Promise<Absorbed> {
  if (link.base?.exists === true && link.unmerged !== true && item.etag !== link.etag) await tx.put(links, { ...link, unmerged: true });
  return 'stale';
}

const isAway = async (tx: Transaction, { state, connectionId }: LinkDoc): Promise<boolean> =>
  state === 'dormant' && (await tx.get(connectionCards, connectionId))?.state !== 'live';

/** A removal leaves no stamp: where we asked for one, that explains it, whatever the appointment has become since. */
const removedByUs = (link: LinkDoc, item: GoogleItem): InflightWrite | undefined =>
  item.status === 'cancelled' && link.base?.exists === true ? askedRemoval(link) : undefined;

function kindOf({ base }: LinkDoc, { fields }: InflightWrite): WriteKind {
  if (fields.exists === false) return 'delete';
  if (base === null) return 'insert';
  return base.exists ? 'patch' : 'restore';
}

/** Seen, but not a word in it: a guest's copy, an event about to go, one that its appointment let go. */
async function keepSight(tx: Transaction, link: LinkDoc, item: GoogleItem): Promise<Absorbed> {
  const base = link.base === null ? null : { ...link.base, exists: item.status !== 'cancelled' };
  const gone = item.status === 'cancelled' && link.state !== 'dormant';
  const seen = { ...link, base, unmerged: link.origin !== 'copy' };
  await tx.put(links, gone ? cleaned(seen, 'gone') : seen);
  return 'taken';
}

/** A person took it out of their own calendar. The appointment stands, and it is not put back there. */
async function takeOut(tx: Transaction, pass: Pass, link: LinkDoc, appointment: AppointmentDoc): Promise<Absorbed> {
  const wasThere = link.base?.exists !== false;
  const base = link.base === null ? null : { ...link.base, exists: false };
  const byPerson = wasThere && appointment.status !== 'cancelled';
  await tx.put(links, { ...cleaned({ ...link, base }, 'gone'), problem: byPerson || link.problem === TAKEN_OUT ? TAKEN_OUT : null });
  if (byPerson) {
    const said = { side: 'google', act: 'skipped', appointmentId: appointment.id, title: appointment.title, why: 'taken-out', linkId: link.id } as const;
    await note(tx, pass, link, said);
  }
  return 'taken';
}

async function mergeEvent(
  tx: Transaction,
  pass: Pass,
  link: LinkDoc,
  appointment: AppointmentDoc,
  { raw, sighting }: { raw: ReturnType<typeof fromGoogle>; sighting: Sighting },
): Promise<Absorbed> {
  const outward = await readOutward(tx, link, appointment);
  // An event whose time cannot be read says nothing that could be merged.
  const theirs = raw ?? link.base;
  if (theirs === null) return 'stale';
  const merged = merge({
    base: link.base,
    echo: link.echo as Partial<SyncedFields> | null,
    ours: outward.view.fields,
    theirs,
    ways: sighting.restore ? waysOf({ ...outward.policy, kind: 'participant' }) : waysOf({ ...outward.policy, kind: link.kind }),
    policy: policyOf(pass, outward, sighting),
    editedAt: appointment.editedAt,
    theirsAt: sighting.item.updatedAt ?? pass.deps.clock.now() + pass.calendar.googleOffsetMs,
  });
  await takeOver(tx, pass, { link, appointment, merged, theirsAt: sighting.item.updatedAt });
  // `takeOver` planned this appointment's links anew: kind and place from there, the state of this event from here.
  const planned = (await tx.get(links, link.id)) ?? link;
  const after = settled(pass, { ...link, kind: planned.kind, connectionId: planned.connectionId, unneeded: planned.unneeded }, merged, outward);
  await tx.put(links, after);
  if (after.dirtySince === null && link.runId !== null && link.dirtySince !== null) {
    const what = link.base === null ? ({ act: 'linked', why: 'was-there' } as const) : ({ act: 'unchanged', why: 'same-already' } as const);
    await note(tx, pass, link, { side: 'google', ...what, appointmentId: appointment.id, title: appointment.title, linkId: link.id });
  }
  return 'taken';
}

const policyOf = (pass: Pass, { settings }: LinkView, { restore }: Sighting): ConflictPolicy =>
  restore ? 'platform-wins' : (settings?.conflictPolicy ?? pass.settings.values.conflictPolicy);

function settled(pass: Pass, link: LinkDoc, merged: Merged, { view }: LinkView): LinkDoc {
  const agreed: LinkDoc = { ...link, base: merged.base, echo: merged.echo };
  const renamed = link.dirtySince !== null && (view.titlePrefix !== link.titlePrefix || hasForgottenTexts(link));
  if (merged.google.length > 0 || renamed || (link.unneeded && merged.base.exists)) return dirtied(agreed, pass.deps.clock.now(), link.lane, link.runId);
  return cleaned(agreed, merged.base.exists ? 'synced' : 'gone');
}
