import { ask, withQuery } from './ask.ts';

/** A page of a list, as every list of the API answers. */
export interface ListPage<T> {
  readonly items: T[];
  readonly next?: string;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export const readPage = <T>(path: string, query: Query, signal?: AbortSignal): Promise<ListPage<T>> => ask('GET', withQuery(path, query), { signal });

/** Reads a list to its end, at most `most` items. For lists that are short by nature: a week, an agency's people. */
export async function readAll<T>(path: string, query: Query = {}, { signal, most = 2_000 }: { signal?: AbortSignal; most?: number } = {}): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage<T>(path, { limit: 200, ...query, cursor }, signal);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && items.length < most);
  return items;
}
