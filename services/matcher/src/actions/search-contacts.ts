import type { Contact } from '@portal-sync/contracts';
import type { Page, Reads } from '@portal-sync/store';
import { isFoundAt, soughtOf, wordsOf } from '../domain/search-words.ts';
import { holdersOf } from '../repos/address-book.ts';
import { contactWords } from '../repos/contact-words.ts';
import { contactKey, contacts, contactView } from '../repos/contacts.ts';

/** Rows read for one answer at most. A search that finds few among many answers a short page with `next`: there may be more. */
const MOST_READS = 10;
const ROWS_PER_READ = 200;
/** Sorts after every letter. */
const LAST = '\u{10ffff}';

interface Ask {
  readonly agencyId: string;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** All contacts by name. */
export async function listContacts(reads: Reads, { agencyId, limit, cursor }: Ask): Promise<Page<Contact>> {
  const page = await reads.find(contacts, { index: 'byName', equals: [agencyId], limit, cursor });
  return { ...page, items: page.items.map(contactView) };
}

/** The contacts with exactly this address: rarely more than one. */
export async function contactsAt(reads: Reads, agencyId: string, address: string): Promise<Page<Contact>> {
  const ids = [...new Set((await holdersOf(reads, agencyId, address)).map((holder) => holder.contactId))].sort();
  const found = await Promise.all(ids.map((id) => reads.get(contacts, contactKey(agencyId, id))));
  return { items: found.flatMap((contact) => (contact === undefined ? [] : [contactView(contact)])) };
}

/** Contacts with words that begin with everything that was typed, along the index of the longest beginning. */
export async function searchContacts(reads: Reads, { agencyId, limit, cursor }: Ask, search: string): Promise<Page<Contact>> {
  const sought = soughtOf(search);
  const [leading] = sought;
  if (leading === undefined) return { items: [] };
  const items: Contact[] = [];
  let after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString('utf8');
  for (let read = 0; read < MOST_READS; read++) {
    const range = after === undefined || after < leading ? { gte: leading, lt: leading + LAST } : { gt: after, lt: leading + LAST };
    const { items: rows } = await reads.find(contactWords, { index: 'byPlace', equals: [agencyId], range, limit: ROWS_PER_READ });
    for (const row of rows) {
      after = row.place;
      const contact = await reads.get(contacts, contactKey(agencyId, row.contactId));
      if (contact !== undefined && isFoundAt(row.word, wordsOf(contact), sought)) items.push(contactView(contact));
      if (items.length === limit) return { items, next: Buffer.from(after).toString('base64url') };
    }
    if (rows.length < ROWS_PER_READ) return { items };
  }
  return { items, ...(after === undefined ? {} : { next: Buffer.from(after).toString('base64url') }) };
}
