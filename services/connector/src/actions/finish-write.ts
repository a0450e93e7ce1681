import type { GoogleEvent } from '@portal-sync/google';
import type { Transaction } from '@portal-sync/store';
import { applyWrite } from '../domain/apply-write.ts';
import { afterWriting, unshown, withoutForgottenGuests } from '../domain/forgotten.ts';
import { fromGoogle } from '../domain/from-google.ts';
import { needsWrite } from '../domain/needs-write.ts';
import { cleaned } from '../domain/new-link.ts';
import { readItem } from '../domain/read-item.ts';
import { syncedFieldsOf } from '../domain/synced-fields.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { links, type InflightWrite, type LinkDoc, type SyncedFields } from '../repos/links.ts';
import { readOutward } from '../repos/read-outward.ts';
import type { Pass } from './pass.ts';
import { addToRun, noteLinkOfRun, type Note } from './record-run.ts';

export type WriteKind = 'insert' | 'patch' | 'restore' | 'delete';

/** False when Google's answer does not say what it made of it: then the event has to be read. */
export const saysEnough = (event: GoogleEvent): boolean => typeof event.id === 'string' && typeof event.etag === 'string' && event.etag !== '';

/** Google confirmed a write: it is the base now. What was edited here meanwhile stays dirty. */
export async function finishWrite(tx: Transaction, pass: Pass, linkId: string, kind: WriteKind, write: InflightWrite, event: GoogleEvent | undefined): Promise<void> {
  const link = await tx.get(links, linkId);
  const appointment = link === undefined ? undefined : await tx.get(appointments, link.appointmentId);
  // As it is stored: of an erased contact there is less in it than in what left. Without it somebody else read the event and has taken account of it.
  const done = link?.inflight.find(({ stamp }) => stamp === write.stamp);
  if (link === undefined || appointment === undefined || done === undefined) return;
  const now = pass.deps.clock.now();
  const written = kind === 'delete' || event === undefined ? deleted(link, done, now) : shown(pass, link, { appointment, write: done, event, now });
  const { view, policy } = await readOutward(tx, written, appointment);
  await tx.put(links, standing({ link: written, dirty: needsWrite(written, view, policy), kind, now }));
  await note(tx, pass, link, noteOf(link, appointment, kind, done));
}

/** Its connection may have been let go while Google was asked: then the link goes on resting. */
function standing({ link, dirty, kind, now }: { readonly link: LinkDoc; readonly dirty: boolean; readonly kind: WriteKind; readonly now: number }): LinkDoc {
  if (link.state === 'dormant') return cleaned(link, 'dormant');
  return dirty ? { ...link, pushAt: now, attempts: 0, runId: null } : cleaned(link, kind === 'delete' ? 'gone' : 'synced');
}

interface Answered {
  readonly appointment: AppointmentDoc;
  readonly write: InflightWrite;
  readonly event: GoogleEvent;
  readonly now: number;
}

function shown(pass: Pass, before: LinkDoc, { appointment, write, event, now }: Answered): LinkDoc {
  const link = afterWriting(before, write);
  const read = readItem(event, pass.calendar.zone);
  const item = read === undefined ? undefined : withoutForgottenGuests(read, link.forgotten, pass.key);
  const written = { titlePrefix: write.titlePrefix, meetingLink: write.fields.meetingLink ?? link.base?.meetingLink ?? '' };
  const fields = item === undefined ? null : unshown(fromGoogle(item, written, link.base), link, syncedFieldsOf(appointment));
  const about = { shown: fields, etag: item?.etag ?? null, updatedAt: item?.updatedAt ?? null, conferenceLink: item?.conferenceLink ?? null };
  return applyWrite(link, write, about, now);
}

const deleted = (link: LinkDoc, write: InflightWrite, now: number): LinkDoc => ({
  ...link,
  base: link.base === null ? null : { ...link.base, exists: false, status: 'cancelled' },
  echo: null,
  inflight: [],
  etag: null,
  unmerged: false,
  touchedAt: now,
  syncedVersion: write.version,
});

/** What is written for a run that pushes many belongs to that run, all else to the run of this pass. What comes after that run was stopped is no less true. */
export async function note(tx: Transaction, pass: Pass, link: LinkDoc, said: Note): Promise<void> {
  if (link.runId !== null && (await noteLinkOfRun(tx, pass.deps, link.runId, said))) return;
  await addToRun(tx, pass.deps, pass.run, said);
}

const ACTS = { insert: 'created', patch: 'updated', restore: 'created', delete: 'cancelled' } as const;

/** What the sync log says of a write that is done. `link` is as it was before. */
export const noteOf = (link: LinkDoc, appointment: AppointmentDoc, kind: WriteKind, write: InflightWrite): Note => ({
  side: 'google',
  act: ACTS[kind],
  appointmentId: appointment.id,
  title: appointment.title,
  why: kind === 'restore' ? 'restored' : link.unneeded ? 'no-longer-here' : link.runId === null ? 'edited-here' : 'pushed',
  linkId: link.id,
  before: link.base === null ? {} : knownOf(link.base, Object.keys(write.fields), link.forgotten?.texts ?? []),
  after: { ...write.fields },
});

/** What the base said of these fields, as far as we may still know it. */
const knownOf = (base: SyncedFields, fields: readonly string[], forgotten: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(base).filter(([field]) => fields.includes(field) && !forgotten.includes(field)));
