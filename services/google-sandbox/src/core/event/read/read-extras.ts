import { badField, badRequest } from '../../api/refusals.ts';
import type { EventWire } from './event-wire.ts';
import type { JsonObject } from '../stored-event.ts';

/** Reminders as sent; the calendar's default when nothing is said. */
export function readReminders(wire: EventWire): JsonObject | undefined {
  const reminders = wire.reminders;
  if (!reminders) return undefined;
  const overrides = reminders.overrides ?? [];
  if (reminders.useDefault === true) {
    if (overrides.length > 0) throw badRequest('Cannot specify both default reminders and overrides at the same time.');
    return undefined;
  }
  if (overrides.length > 5) throw badField('Too many reminders.');
  for (const { method, minutes } of overrides) {
    if (method !== 'email' && method !== 'popup') throw badField('Invalid reminder method.');
    if (minutes === undefined || minutes < 0 || minutes > 40_320) throw badField('Invalid reminder minutes.');
  }
  return overrides.length > 0 ? { useDefault: false, overrides: overrides as JsonObject[] } : { useDefault: false };
}

/** A source must be a web address. */
export function readSource(wire: EventWire): JsonObject | undefined {
  if (!wire.source) return undefined;
  if (!/^https?:\/\//.test(wire.source.url ?? '')) throw badField('Invalid source url.');
  return wire.source as JsonObject;
}

/** Event colours are numbered 1 to 11. */
export function readColor(wire: EventWire): string | undefined {
  if (wire.colorId === undefined || wire.colorId === '') return undefined;
  if (!/^([1-9]|1[01])$/.test(wire.colorId)) throw badField('Invalid color id value.');
  return wire.colorId;
}

/** Only rule lines: start and end live in their own members. */
export function readRecurrence(wire: EventWire): readonly string[] | undefined {
  if (!wire.recurrence || wire.recurrence.length === 0) return undefined;
  for (const line of wire.recurrence) {
    if (!/^(RRULE|EXRULE|RDATE|EXDATE)[:;]/.test(line)) throw badField('Invalid recurrence rule.');
  }
  return wire.recurrence;
}
