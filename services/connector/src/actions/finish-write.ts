import type { GoogleEvent } from '@portal-sync/google';
import type { Transaction } from '@portal-sync/store';
import { applyWrite } from '../domain/apply-write.ts';
import { fromGoogle } from '../domain/from-google.ts';
import { needsWrite } from '../domain/needs-write.ts';
import { cleaned } from '../domain/new-link.ts';
import { readItem } from '../domain/read-item.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { links, type InflightWrite, type LinkDoc } from '../repos/links.ts';
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
  // Somebody else read the event meanwhile and has taken account of it.
  if (link === undefined || appointment === undefined || !link.inflight.some(({ stamp }) => stamp === write.stamp)) return;
  const now = pass.deps.clock.now();
  const written = kind === 'delete' || event === undefined ? deleted(link, write, now) : shown(pass, link, write, event, now);
  const { view, policy } = await readOutward(tx, written, appointment);
  const dirty = needsWrite(written, view, policy);
  const after: LinkDoc = dirty ? { ...written, pushAt: now, attempts: 0 } : cleaned(written, kind === 'delete' ? 'gone' : 'synced');
  await tx.put(links, after);
  await note(tx, pass, link, noteOf(link, appointment, kind, write));
}

function shown(pass: Pass, link: LinkDoc, write: InflightWrite, event: GoogleEvent, now: number): LinkDoc {
  const item = readItem(event, pass.calendar.zone);
  const written = { titlePrefix: write.titlePrefix, meetingLink: write.fields.meetingLink ?? link.base?.meetingLink ?? '' };
  const fields = item === undefined ? null : fromGoogle(item, written, link.base);
  const about = { shown: fields, etag: item?.etag ?? null, updatedAt: item?.updatedAt ?? null, conferenceLink: item?.conferenceLink ?? null };
  return applyWrite(link, write, about, now);
}

const deleted = (link: LinkDoc, write: InflightWrite, now: number): LinkDoc => ({
  ...link,
  base: link.base === null ? null : { ...link.base, exists: false, status: 'cancelled' },
  echo: null,
  inflight: [],
  etag: null,
  touchedAt: now,
  syncedVersion: write.version,
});

/** What is written for a run that pushes many belongs to that run, all else to the run of this pass. */
export const note = (tx: Transaction, pass: Pass, link: LinkDoc, said: Note): Promise<void> =>
  link.runId === null ? addToRun(tx, pass.deps, pass.run, said) : noteLinkOfRun(tx, pass.deps, link.runId, said);

const ACTS = { insert: 'created', patch: 'updated', restore: 'created', delete: 'cancelled' } as const;

const noteOf = (link: LinkDoc, appointment: AppointmentDoc, kind: WriteKind, write: InflightWrite): Note => ({
  side: 'google',
  act: ACTS[kind],
  appointmentId: appointment.id,
  title: appointment.title,
  why: kind === 'restore' ? 'restored' : link.unneeded ? 'no-longer-here' : link.runId === null ? 'edited-here' : 'pushed',
  linkId: link.id,
  before: link.base === null ? {} : Object.fromEntries(Object.keys(write.fields).map((key) => [key, link.base?.[key as keyof typeof link.base]])),
  after: { ...write.fields },
});
