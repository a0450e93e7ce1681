import { pageOf } from '@portal-sync/contracts';
import type { z } from 'zod';
import type { CallApi, Query } from './call-api.ts';

/** A list of any length: `for await (const item of list)` reads page after page, `page()` one of them. */
export interface List<T> extends AsyncIterable<T> {
  page(cursor?: string): Promise<{ readonly items: readonly T[]; readonly next?: string | undefined }>;
  /** All of it, at most `most` items (default 10,000). */
  all(most?: number): Promise<T[]>;
}

export function listOf<S extends z.ZodType>(call: CallApi, path: string, item: S, query: Query = {}): List<z.output<S>> {
  type Item = z.output<S>;
  const page = (cursor?: string) => call('GET', path, { query: { ...query, cursor }, answer: pageOf(item) }) as ReturnType<List<Item>['page']>;
  async function* items(): AsyncGenerator<Item> {
    let cursor: string | undefined;
    do {
      const { items: found, next } = await page(cursor);
      yield* found;
      cursor = next;
    } while (cursor !== undefined);
  }
  return {
    page,
    [Symbol.asyncIterator]: items,
    async all(most = 10_000) {
      const found: Item[] = [];
      for await (const one of items()) {
        found.push(one);
        if (found.length >= most) break;
      }
      return found;
    },
  };
}
