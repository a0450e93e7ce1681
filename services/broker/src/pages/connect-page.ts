import { PRODUCT_SCOPES } from '@portal-sync/contracts';
import { escapeHtml, type PlainResponse } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';
import { boxOf } from '../domain/connect/scope-ledger.ts';
import type { Agency } from '../repos/agencies.ts';
import type { ConnectSession } from '../repos/connect-sessions.ts';
import type { User } from '../repos/users.ts';
import { page } from './page.ts';
import { fill } from './words/words.ts';
import { wordsFor } from './words/words-for.ts';

/** The first page of a connect: who asks, for whom, and what each box is for. `path` is the page's own. */
export function connectPage(deps: Deps, about: { session: ConnectSession; agency: Agency; user: User; account: string | null; path: string; backTo: string }): PlainResponse {
  const words = wordsFor(about.agency);
  const { product } = about.session;
  const values = { agency: about.agency.brand.name, person: about.user.name, product: words.products[product], brand: deps.settings.BROKER_GENERIC_NAME, account: about.account ?? '' };
  const say = (text: string): string => escapeHtml(fill(text, values));
  const boxes = PRODUCT_SCOPES[product].map((scope) => words.boxes[boxOf(scope)]).filter((box) => box !== undefined);
  const content = [
    `<p>${say(words.asks)}</p>`,
    `<p class="quiet">${say(words.notYou)}</p>`,
    `<h2>${say(words.why)}</h2>`,
    `<ul>${boxes.map((box) => `<li><strong>${escapeHtml(box.name)}</strong><span>${escapeHtml(box.use)}</span></li>`).join('')}</ul>`,
    `<p>${say(boxes.length > 1 ? words.tickAll : words.oneBox)} ${say(words.consentShows)}</p>`,
    about.account === null ? '' : `<p>${say(words.account)}</p>`,
    `<form method="post" action="${escapeHtml(about.path)}/continue"><button type="submit">${say(words.go)}</button></form>`,
    `<p><a href="${escapeHtml(about.backTo)}">${say(words.back)}</a></p>`,
  ];
  const frame = {
    lang: words.lang,
    title: fill(words.title, values),
    agency: about.agency,
    genericName: deps.settings.BROKER_GENERIC_NAME,
    formsTo: formsToGoogle(deps),
  };
  return page(frame, content.filter((line) => line !== '').join('\n'), deps.random);
}

/** Ourselves, and Google after our redirect: browsers hold a form's redirects to the same rule. */
export const formsToGoogle = (deps: Deps): string[] => ["'self'", new URL(deps.settings.GOOGLE_AUTH_URL).origin];
