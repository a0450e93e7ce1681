import { localFeed, type Feed } from '@portal-sync/bus';
import type { Http } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import { StartError } from '../process/start-error.ts';
import { httpFeed } from './http-feed.ts';

/** Opens the feed for the owners whose messages a service takes. Throws a `StartError` that names every owner it cannot reach. */
export type OpenFeed = (owners: readonly string[]) => Feed;

export interface OwnersFeedOptions {
  /** The service that reads. */
  readonly name: string;
  /** Its own store: its own outbox is read there. */
  readonly store: Store;
  readonly http: Http;
  /** A token for audience `internal`. */
  readonly token: () => Promise<string>;
  /** Owner to origin. */
  readonly urls: Readonly<Record<string, string | undefined>>;
}

/** The outboxes of all owners: our own from the store, every other over HTTP at its own address and nowhere else. */
export function ownersFeed({ name, store, http, token, urls }: OwnersFeedOptions): OpenFeed {
  const own = localFeed(() => store.outbox);
  const theirs = httpFeed(http, (owner) => urls[owner] as string, token);
  const missing = (owners: readonly string[]) => owners.filter((owner) => owner !== name && urls[owner] === undefined);
  return (owners) => {
    const unknown = missing(owners);
    if (unknown.length > 0) {
      throw new StartError(`The ${name} service takes messages of ${unknown.join(' and ')} and has no address to catch up from: ${unknown.map(settingOf).join(', ')} is missing.`);
    }
    return { readFrom: (owner, ...place) => (owner === name ? own : theirs).readFrom(owner, ...place) };
  };
}

const settingOf = (owner: string): string => `${owner.toUpperCase().replaceAll('-', '_')}_URL`;
