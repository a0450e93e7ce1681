import { escapeHtml, type PlainResponse } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';
import { boxOf } from '../domain/connect/scope-ledger.ts';
import type { Agency } from '../repos/agencies.ts';
import type { ConnectSession } from '../repos/connect-sessions.ts';
import { formsToGoogle } from './connect-page.ts';
import { page } from './page.ts';
import { fill, type PageEnd } from './words/words.ts';
import { wordsFor } from './words/words-for.ts';

/** What is known where a connect ended without a connection. */
export interface ConnectEnd {
  readonly end: PageEnd;
  readonly agency: Agency | undefined;
  readonly session: ConnectSession | undefined;
  /** Path of the connect page; null: there is no trying again. */
  readonly retry: string | null;
  /** Offer to take the other Google account in the place of the connected one. */
  readonly offerReplace?: boolean;
  readonly missing?: readonly string[];
  /** Where the way back leads; null: nowhere we know. */
  readonly backTo: string | null;
  readonly requestId: string;
}

const STATUS: Partial<Record<PageEnd, number>> = { 'unknown': 404, 'expired': 410, 'replayed': 409, 'over': 409, 'other-browser': 403, 'google-failed': 502, 'google-busy': 503 };

/** Says what happened, in the person's words, and the way on. */
export function endPage(deps: Deps, about: ConnectEnd): PlainResponse {
  const words = wordsFor(about.agency);
  const values = { agency: about.agency?.brand.name ?? '', product: about.session === undefined ? '' : words.products[about.session.product] };
  const say = (text: string): string => escapeHtml(fill(text, values));
  const { title, text } = words.ends[about.end];
  const missing = (about.missing ?? []).map((scope) => words.boxes[boxOf(scope)]).filter((box) => box !== undefined);
  const again = (label: string, second: boolean, field = ''): string =>
    `<form method="post" action="${escapeHtml(about.retry ?? '')}/continue">${field}<button type="submit"${second ? ' class="second"' : ''}>${escapeHtml(label)}</button></form>`;
  const replace = about.offerReplace === true;
  const content = [
    `<p role="status">${say(text)}</p>`,
    missing.length === 0 ? '' : `<h2>${say(words.missing)}</h2><ul>${missing.map((box) => `<li><strong>${escapeHtml(box.name)}</strong><span>${escapeHtml(box.use)}</span></li>`).join('')}</ul>`,
    about.retry === null ? '' : again(words.tryAgain, false),
    about.retry === null || !replace ? '' : again(words.goReplace, true, '<input type="hidden" name="intent" value="replace">'),
    about.backTo === null ? '' : `<p><a href="${escapeHtml(about.backTo)}">${say(words.back)}</a></p>`,
  ];
  const frame = {
    lang: words.lang,
    title: fill(title, values),
    agency: about.agency,
    genericName: deps.settings.BROKER_GENERIC_NAME,
    formsTo: about.retry === null ? [] : formsToGoogle(deps),
    reference: { label: words.reference, id: about.requestId },
  };
  return page(frame, content.filter((line) => line !== '').join('\n'), deps.random, STATUS[about.end] ?? 200);
}
