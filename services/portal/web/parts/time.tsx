import { dateAndTime, relative } from '../dates/format.ts';
import { useNow } from '../dates/use-now.ts';
import { useTexts } from '../texts/use-texts.ts';

/** When something happened: `5 minutes ago`, beyond a week the date; the exact time on hover and for machines. */
export function Time({ at, exact = false }: { readonly at: number; readonly exact?: boolean }) {
  const { locale } = useTexts();
  const now = useNow();
  const full = dateAndTime(at, locale, { now });
  return <time dateTime={new Date(at).toISOString()} title={full}>{exact ? full : (relative(Math.min(at, now), now, locale) ?? full)}</time>;
}
