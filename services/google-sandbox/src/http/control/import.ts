import { z } from 'zod';
import type { Account } from '../../core/accounts.ts';
import { mustFindAccount } from '../../core/control/accounts.ts';
import { asPerson } from '../../core/control/as-person.ts';
import { mustFindCalendar } from '../../core/control/calendars.ts';
import { ControlError } from '../../core/control/control-error.ts';
import { isDate, parseDateTime, stampOf } from '../../core/time/event-time.ts';
import { readIcs } from '../../ics/read-ics.ts';
import type { IcsEvent } from '../../ics/read-ics.ts';
import { json } from '../plain.ts';
import { faceRoute } from '../route.ts';
import type { Face } from '../route.ts';
import { readControl } from './read.ts';

const importBody = z.strictObject({ account: z.string(), calendarId: z.string().default('primary'), ics: z.string().min(1) });

interface Report {
  imported: number;
  readonly refused: { uid: unknown; message: string }[];
}

function stampOfOriginal(original: Record<string, unknown>, zone: string): string {
  const { date, dateTime, timeZone } = original as { date?: string; dateTime?: string; timeZone?: string };
  if (date !== undefined && isDate(date)) return stampOf({ date });
  const ms = parseDateTime(dateTime ?? '', timeZone ?? zone);
  if (ms === undefined) throw new ControlError(400, 'A RECURRENCE-ID cannot be read.');
  return stampOf({ ms, zone });
}

function importOne(face: Face, account: Account, calendarId: string, zone: string, event: IcsEvent): string | undefined {
  const events = `/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events`;
  const call = (method: string, path: string, body: unknown) => asPerson(face.google.world, account, { method, path, body });
  const message = (body: unknown) => (body as { error?: { message?: string } }).error?.message ?? 'refused';
  const { status, body } = call('POST', `${events}/import`, event.wire);
  if (status !== 200) return message(body);
  for (const { original, wire } of event.overrides) {
    const id = `${(body as { id: string }).id}_${stampOfOriginal(original, zone)}`;
    const { organizer: _, recurrence: __, sequence: ___, ...patch } = wire;
    const reply = call('PATCH', `${events}/${id}`, patch);
    if (reply.status !== 200) return message(reply.body);
  }
  return undefined;
}

/** Puts the events of an .ics text into a calendar, quietly; what Google would refuse is listed with its reason. */
function importIcs(face: Face, body: z.infer<typeof importBody>): Report {
  const account = mustFindAccount(face.google.world, body.account);
  const calendarId = body.calendarId === 'primary' ? account.email : body.calendarId;
  const zone = mustFindCalendar(face.google.world, calendarId).head.timeZone;
  let events: IcsEvent[];
  try {
    events = readIcs(body.ics, zone);
  } catch (error) {
    throw new ControlError(400, `The text cannot be read as iCalendar: ${error instanceof Error ? error.message : String(error)}`);
  }
  const report: Report = { imported: 0, refused: [] };
  for (const event of events) {
    const fault = importOne(face, account, calendarId, zone, event);
    if (fault === undefined) report.imported += 1;
    else report.refused.push({ uid: event.wire['iCalUID'], message: fault });
  }
  return report;
}

export const importRoutes = [faceRoute('POST', '/_control/import', (face, request) => json(200, importIcs(face, readControl(request, importBody))))];
