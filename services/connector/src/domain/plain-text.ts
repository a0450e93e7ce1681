const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Google's own block of dial-in text, which it adds and strips as it likes. */
const CONFERENCE_BLOCK = /-::~:~::~[\s\S]*?~::~:~::-/g;

/**
 * What a text says, without how it is written: no tags, no entities, no runs of blanks. Google rewrites HTML and trims, so two texts are the
 * same when their plain texts are. For comparing only; what is stored and written is the text itself.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(CONFERENCE_BLOCK, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => entity(name) ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()];
  const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
