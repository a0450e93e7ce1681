import { Temporal } from 'temporal-polyfill';
import { monthName } from './format.ts';

/** A day as somebody types it: `2026-05-04`, `4-5-2026` (day first), `4 May 2026` in the language shown, a weekday before it or not. Null: no day. Pure. */
export function parseDay(text: string, locale: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  if (iso !== null) return dayOf(iso[1], iso[2], iso[3]);
  const digits = /^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})$/.exec(text.trim());
  if (digits !== null) return dayOf(digits[3], digits[2], digits[1]);
  const words = /(\d{1,2})\.? +(\p{L}{3,})\.? +(\d{4})$/u.exec(text.trim());
  return words === null ? null : dayOf(words[3], monthOf(words[2] ?? '', locale), words[1]);
}

/** 1 to 12, by the beginning of its name; 0: no month. */
const monthOf = (typed: string, locale: string): number =>
  Array.from({ length: 12 }, (_, at) => monthName(at + 1, locale).toLowerCase()).findIndex((name) => name.startsWith(typed.toLowerCase())) + 1;

function dayOf(year: unknown, month: unknown, day: unknown): string | null {
  try {
    return Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}
