import { seenBy } from '@portal-sync/auth';
import type { AgencyCaller } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { checkIfMatch } from '@portal-sync/runtime';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import type { AppointmentChange } from '../domain/appointment-fields.ts';
import { checkClientBooking, checkClientEdit, checkHeldByGoogle, checkMayWrite } from '../domain/appointment-rights.ts';
import { bookedByOf, editorOf, isClient } from '../domain/booked-by.ts';
import { placeAppointment } from '../domain/place-appointment.ts';
import { seenAppointment } from '../domain/seen-appointment.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { findAppointment, type AppointmentKey } from '../repos/find-appointment.ts';
import { heldByGoogle } from '../repos/held-by-google.ts';
import { platformCalendars } from '../repos/platform-calendars.ts';
import { removalKey, removals } from '../repos/removals.ts';
import { sharingOf } from '../repos/sharing-of.ts';
import { checkPeople } from './check-people.ts';
import { writeAppointment } from './write-appointment.ts';

export interface SaveAppointment {
  readonly caller: AgencyCaller;
  /** Which; undefined makes a new one. An external id that is not known yet makes a new one too. */
  readonly key: AppointmentKey | undefined;
  readonly change: AppointmentChange;
  /** Headers of the request: `if-match` is honoured, and needed where `needsVersion`. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly needsVersion: boolean;
}

export interface SavedAppointment {
  readonly appointment: AppointmentDoc;
  readonly created: boolean;
}

/** An appointment written by a caller of the API: who may, what follows from what was said, and the write, in one transaction. */
export async function saveAppointment(deps: Deps, ask: SaveAppointment): Promise<SavedAppointment> {
  await checkPeople(deps, ask.caller.agencyId, {
    ...ask.change,
    hostUserId: ask.change.hostUserId ?? worksHere(ask.caller),
    // A client is who they are: their contact stands in their token.
    ...(isClient(ask.caller) ? { contactId: undefined } : {}),
  });
  await checkType(deps, ask);
  // Before the transaction, which may run several times: a request that is repeated under its idempotency key has to come to the same id.
  const newId = deps.makeId();
  const save = () => deps.store.transaction((tx) => saveIn(tx, deps, ask, newId));
  try {
    return await save();
  } catch (error) {
    // Two first PUTs of one external id met: the loser finds what the winner made.
    if (error instanceof AppError && error.code === 'already-exists' && ask.key !== undefined) return save();
    throw error;
  }
}

/** The caller's own id, where they may host. */
const worksHere = (caller: AgencyCaller): string | undefined => (caller.kind === 'user' && !isClient(caller) ? caller.userId : undefined);

async function checkType(deps: Deps, { caller, change }: SaveAppointment): Promise<void> {
  if (change.type === undefined) return;
  const agency = await deps.agencies.get(caller.agencyId);
  if (agency?.appointmentTypes.some(({ key }) => key === change.type) === true) return;
  throw new AppError('invalid', { issues: [{ path: 'body.type', message: 'is no type of appointment of this agency' }] });
}

async function saveIn(tx: Transaction, deps: Deps, ask: SaveAppointment, newId: string): Promise<SavedAppointment> {
  await checkNobodyErased(tx, ask);
  const before = ask.key === undefined ? undefined : await findAppointment(tx, ask.caller.agencyId, ask.key);
  if (before === undefined && ask.key !== undefined && 'appointmentId' in ask.key) throw new AppError('not-found');
  if (before !== undefined) return edit(tx, deps, ask, before);
  // A try that was cut off before it could answer made it: this is its answer.
  const made = await tx.get(appointments, newId);
  return made === undefined ? book(tx, deps, ask, newId) : { appointment: made, created: true };
}

/** A card of theirs may still be here while their traces are removed: what is written now would be found by nobody. */
async function checkNobodyErased(tx: Transaction, { caller, change }: SaveAppointment): Promise<void> {
  const { contactId } = change;
  if (contactId === undefined || contactId === null) return;
  const erased = await tx.guard(removals, removalKey('contact', caller.agencyId, contactId));
  if (erased !== undefined) throw new AppError('invalid', { issues: [{ path: 'body.contactId', message: 'is no contact of this agency' }] });
}

async function book(tx: Transaction, deps: Deps, ask: SaveAppointment, newId: string): Promise<SavedAppointment> {
  const { caller, change, key } = ask;
  // Who names a version has seen a record that is not there.
  if (key !== undefined && ask.headers['if-match'] !== undefined) throw new AppError('precondition-failed');
  checkClientBooking(caller, change);
  const agency = await deps.agencies.get(caller.agencyId);
  const { appointment } = await writeAppointment(tx, deps, {
    agencyId: caller.agencyId,
    newId,
    change: {
      ...change,
      ...(await placeOf(tx, ask, undefined)),
      type: change.type ?? agency?.appointmentTypes[0]?.key ?? 'meeting',
      ...(caller.kind === 'user' && isClient(caller) && caller.contactId !== undefined ? { contactId: caller.contactId } : {}),
    },
    notes: key !== undefined && 'externalId' in key ? { externalId: key.externalId } : undefined,
    cause: 'api',
    by: editorOf(caller),
    fires: true,
    bookedBy: bookedByOf(caller),
  });
  return { appointment, created: true };
}

async function edit(tx: Transaction, deps: Deps, ask: SaveAppointment, before: AppointmentDoc): Promise<SavedAppointment> {
  const { caller, change } = ask;
  checkMayWrite(seenBy(caller, seenAppointment(before), await sharingOf(tx, before.agencyId, before.hostUserId)));
  if (ask.needsVersion || ask.headers['if-match'] !== undefined) checkIfMatch(ask, before.version);
  checkClientEdit(caller, before, change);
  const placed = change.hostUserId === undefined && change.calendarId === undefined ? {} : await placeOf(tx, ask, before);
  checkHeldByGoogle(before, change, await heldByGoogle(tx, before));
  const { appointment } = await writeAppointment(tx, deps, {
    agencyId: before.agencyId,
    appointmentId: before.id,
    change: { ...change, ...placed },
    cause: 'api',
    by: editorOf(caller),
    fires: true,
  });
  return { appointment, created: false };
}

async function placeOf(tx: Transaction, { caller, change }: SaveAppointment, before: AppointmentDoc | undefined) {
  const calendarId = change.calendarId ?? before?.calendarId;
  const found = calendarId === undefined ? undefined : await tx.get(platformCalendars, calendarId);
  const place = placeAppointment({
    agencyId: caller.agencyId,
    asked: change,
    before,
    callerUserId: worksHere(caller),
    calendar: found?.agencyId === caller.agencyId ? found : undefined,
  });
  if ('issue' in place) throw new AppError('invalid', { issues: [place.issue] });
  return place;
}
