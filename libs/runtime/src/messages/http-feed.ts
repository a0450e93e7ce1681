import type { Feed } from '@portal-sync/bus';
import { AppError, type Http } from '@portal-sync/kernel';
import { outboxPage } from './outbox-feed-route.ts';

/**
 * Reads owners' outboxes over HTTP, from their `outboxFeedRoute`. `baseUrl` is one owner's address, or a function from owner to address;
 * `token` gives a token for audience `internal`. Fails with `upstream-failed`, which a later round tries again.
 */
export function httpFeed(http: Http, baseUrl: string | ((owner: string) => string), token: () => Promise<string>): Feed {
  return {
    async readFrom(owner, partition, position, limit) {
      const url = new URL('/internal/outbox', typeof baseUrl === 'string' ? baseUrl : baseUrl(owner));
      url.search = new URLSearchParams({ partition: String(partition), after: String(position), limit: String(limit) }).toString();
      const page = outboxPage.safeParse(await getJson(http, url, await token(), owner));
      if (!page.success || page.data.owner !== owner) throw new AppError('upstream-failed', { detail: `${owner} did not answer with its outbox` });
      return { messages: page.data.items.map((item) => ({ owner, ...item })), head: page.data.heads[partition] ?? 0 };
    },
  };
}

async function getJson(http: Http, url: URL, token: string, owner: string): Promise<unknown> {
  try {
    const response = await http(url, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new AppError('upstream-failed', { detail: `${owner} answered ${response.status}` });
    return (await response.json()) as unknown;
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('upstream-failed', { detail: `${owner} could not be reached`, cause });
  }
}
