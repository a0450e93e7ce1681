/** At most this many words of one contact are kept: a name of 200 characters and 20 addresses have fewer that anybody would type. */
const MOST_WORDS = 100;

/** One spelling for looking up: without case and without marks over letters, so that `jose` finds `José`. */
const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

const pieces = (text: string): string[] => fold(text).split(/[^\p{L}\p{N}]+/u).filter((piece) => piece !== '');

/** The words a contact is found by: those of the name, and each address as a whole and in pieces. Sorted, each once. */
export function wordsOf(contact: { readonly name: string; readonly addresses: readonly string[] }): readonly string[] {
  const words = [...pieces(contact.name), ...contact.addresses.flatMap((address) => [fold(address.trim()), ...pieces(address)])];
  return [...new Set(words)].slice(0, MOST_WORDS).sort();
}

/** What somebody typed, as the beginnings that all must be found; the longest first. Empty: nothing to look for. */
export function soughtOf(search: string): readonly string[] {
  const typed = search.split(/\s+/).flatMap((part) => (part.includes('@') ? [fold(part)] : pieces(part)));
  return [...new Set(typed)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/**
 * Whether the row of `word` shows this contact in a search led by `sought[0]`: every beginning is found, and `word` is the first that
 * the leading one finds, so that a contact with two fitting words is listed once.
 */
export function isFoundAt(word: string, words: readonly string[], sought: readonly string[]): boolean {
  const [leading = '', ...others] = sought;
  return word === words.find((own) => own.startsWith(leading)) && others.every((start) => words.some((own) => own.startsWith(start)));
}

/** How a list is sorted: by name without case and marks, nameless last. */
export const nameKeyOf = (name: string): string => fold(name.trim()) || '\u{10ffff}';
