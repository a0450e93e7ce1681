import { isAllDay, type When } from '@portal-sync/kernel';

export type Locale = 'en' | 'nl' | 'sv';

const DAY_MS = 86_400_000;
const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', nl: 'nl-NL', sv: 'sv-SE' };

/** When something is, for a person: in its own zone, which is named; whole days without a zone. */
export function whenText(when: When, locale: Locale): string {
  if (isAllDay(when)) {
    const days = new Intl.DateTimeFormat(TAGS[locale], { dateStyle: 'full', timeZone: 'UTC' });
    return days.formatRange(Date.parse(when.from), Date.parse(when.toExclusive) - DAY_MS);
  }
  const times = new Intl.DateTimeFormat(TAGS[locale], { dateStyle: 'full', timeStyle: 'short', timeZone: when.zone });
  return `${times.formatRange(Date.parse(when.start), Date.parse(when.end))} (${when.zone})`;
}
