import { randomToken, type Random } from '@portal-sync/kernel';
import { escapeHtml, type PlainResponse } from '@portal-sync/runtime';
import type { Agency } from '../repos/agencies.ts';
import { styleFor } from './style.ts';

const PLAIN_ACCENT = '#3b4754';

/** What stands around every page. */
export interface Frame {
  readonly lang: string;
  readonly title: string;
  /** Whose colours and logo; undefined: nobody's. */
  readonly agency: Pick<Agency, 'brand'> | undefined;
  /** The generic brand; null on pages of the agency's own host. */
  readonly genericName: string | null;
  /** Where a form on the page may lead, redirects included. */
  readonly formsTo: readonly string[];
  readonly reference?: { readonly label: string; readonly id: string };
}

/** A whole page around `content`, which is HTML. Its content security policy names one style and nothing else. */
export function page(frame: Frame, content: string, random: Random, status = 200): PlainResponse {
  const nonce = randomToken(random, 16);
  const accent = frame.agency?.brand.accent ?? PLAIN_ACCENT;
  const forms = frame.formsTo.length === 0 ? ["'none'"] : frame.formsTo;
  const policy = [`default-src 'none'`, `style-src 'nonce-${nonce}'`, 'img-src data:', `form-action ${forms.join(' ')}`, `frame-ancestors 'none'`, `base-uri 'none'`];
  const body = `<!doctype html>
<html lang="${frame.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(frame.title)}</title>
<style nonce="${nonce}">${styleFor(accent)}</style>
</head>
<body>
<main>
${header(frame)}
<article>
<h1>${escapeHtml(frame.title)}</h1>
${content}
</article>
${frame.reference === undefined ? '' : `<footer>${escapeHtml(frame.reference.label)}: ${escapeHtml(frame.reference.id)}</footer>`}
</main>
</body>
</html>
`;
  // Under `no-referrer` browsers post the page's own form with `Origin: null`; so no address leaves for elsewhere, and our own door still knows its page.
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy.join('; '), 'referrer-policy': 'same-origin' };
  return { status, headers, body };
}

function header({ agency, genericName }: Frame): string {
  if (agency === undefined) return genericName === null ? '' : `<header><p><strong>${escapeHtml(genericName)}</strong></p></header>`;
  const { name, logo } = agency.brand;
  const sign = logo === null ? `<span class="initials" aria-hidden="true">${escapeHtml(initials(name))}</span>` : `<img src="${escapeHtml(logo)}" alt="">`;
  return `<header>${sign}<p><strong>${escapeHtml(name)}</strong>${genericName === null ? '' : escapeHtml(genericName)}</p></header>`;
}

const initials = (name: string): string =>
  name.split(/\s+/).filter((word) => word !== '').slice(0, 2).map((word) => [...word][0]?.toUpperCase() ?? '').join('');
