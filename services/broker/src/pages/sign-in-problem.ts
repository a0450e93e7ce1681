import { escapeHtml, type PlainResponse } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';
import type { Agency } from '../repos/agencies.ts';
import { page } from './page.ts';
import { wordsFor } from './words/words-for.ts';
import type { SignInProblem } from './words/words.ts';

const STATUS: Readonly<Record<SignInProblem, number>> = { 'not-right': 400, 'over': 410, 'other-browser': 403 };

/** A sign-in that cannot even be sent back. On the agency's host it shows the agency alone, on the generic host the generic brand too. */
export function signInProblem(deps: Deps, problem: SignInProblem, about: { host: 'agency' | 'generic'; agency: Agency | undefined; requestId: string }): PlainResponse {
  const { agency } = about;
  const words = wordsFor(agency);
  const { title, text } = words.signIn[problem];
  const start = about.host === 'agency' ? '/' : agency?.origins[0];
  const content = [`<p role="status">${escapeHtml(text)}</p>`, start === undefined ? '' : `<p><a href="${escapeHtml(start)}">${escapeHtml(words.signInAgain)}</a></p>`];
  const frame = {
    lang: words.lang,
    title,
    agency,
    genericName: about.host === 'agency' ? null : deps.settings.BROKER_GENERIC_NAME,
    formsTo: [],
    reference: { label: words.reference, id: about.requestId },
  };
  return page(frame, content.join(''), deps.random, STATUS[problem]);
}
