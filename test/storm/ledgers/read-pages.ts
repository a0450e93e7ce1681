import { setTimeout as pause } from 'node:timers/promises';
import type { ApiCaller } from '@portal-sync/all-in-one/api-caller';

const MOST_TRIES = 40;

/** Reads one answer; what fails or is asked too often is asked again. */
export async function readOne<T>(caller: ApiCaller, path: string): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await caller.must<T>('GET', path);
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await pause(500);
    }
  }
}

/** All items of a list, page by page. */
export async function readPages<T>(caller: ApiCaller, path: string): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: T[]; next?: string } = await readOne(caller, `${path}${path.includes('?') ? '&' : '?'}limit=200${more}`);
    all.push(...page.items);
    if (page.next === undefined) return all;
    cursor = page.next;
  }
}

/** `work` on each, few at a time. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>, atOnce = 8): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
    }),
  );
}
