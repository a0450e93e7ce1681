const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Google's own block of dial-in text, which it adds and strips as it likes. */
const CONFERENCE_BLOCK = /-::~:~::~[\s\S]*?~::~:~::-/g;

/** Marks that only dress a text. */
const DRESS = new Set('abbr b big center cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var'.split(' '));
/** Marks that begin a line of their own. */
const LINES = new Set('address article blockquote dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tbody td th thead tr ul'.split(' '));

const LINK = /<a\s[^<>]*?href\s*=\s*("[^"]*"|'[^']*'|[^\s<>]+)[^<>]*>([\s\S]*?)<\/a>/gi;
const TAG = /<\/?([a-z][a-z0-9]*)(?:\s[^<>]*)?\/?>/gi;
/** Stands for the begin of a line that is there only if something stands before it. */
const BREAK = '\u0001';

/**
 * What a description says, without how it is written. Google takes HTML and plain text, rewrites the one into the other and trims, so two
 * descriptions are the same when their plain texts are. Lines stay lines, a link keeps where it leads to, and what is no mark of HTML
 * (`<https://...>`, `<name>`) is text. For comparing only; what is stored and written is the description itself.
 */
export function plainText(text: string): string {
  return text
    .replace(CONFERENCE_BLOCK, '')
    .replace(/\r\n?/g, '\n')
    .replace(LINK, (_whole, href: string, shown: string) => link(href.replace(/^["']|["']$/g, ''), shown))
    .replace(TAG, (whole, name: string) => markText(whole, name.toLowerCase()))
    .replace(/\n?\u0001+/g, '\n')
    .replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => entity(name) ?? whole)
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

/** A bare address is made a link by Google itself. */
const link = (href: string, shown: string): string => (shown.trim() === href ? shown : `${shown} [${href}]`);

function markText(whole: string, name: string): string {
  if (name === 'br') return '\n';
  if (LINES.has(name)) return BREAK;
  if (DRESS.has(name)) return '';
  if (name === 'img') return /src\s*=\s*("[^"]*"|'[^']*'|[^\s<>]+)/i.exec(whole)?.[1] ?? '';
  return whole;
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()];
  const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
