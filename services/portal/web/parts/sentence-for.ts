import { Problem } from '../api/problem.ts';
import type { Texts } from '../texts/use-texts.ts';

/** A failure in the words of the person: the API's closed reason where we know it, else the kind of failure. Never a status code. */
export function sentenceFor(error: unknown, { say, sayKey }: Texts): string {
  if (!(error instanceof Problem)) return say('problems.internal');
  const general = sayKey('problems', error.code, 'problems.internal');
  return error.reason === null ? general : sayKey('refusals', error.reason, 'problems.refused');
}
