import { busCursors, catchUpReader, type BusCursor } from '@portal-sync/bus';
import { PARTITIONS } from '@portal-sync/kernel';
import type { PlacedMessage } from '@portal-sync/store';
import type { OpenedStore } from './house-stores.ts';

const PAGE = 500;

/**
 * How far everybody who reads an owner's messages has come for sure, by partition. A group has come as far as its reader on the bus or its catching up,
 * whichever is further; one that was never seen in a partition has read nothing there. Pure.
 */
export function handledBy(cursors: readonly BusCursor[]): readonly number[] {
  const groups = new Map<string, number[]>();
  for (const { reader, partition, position } of cursors) {
    const group = reader.endsWith(catchUpReader('')) ? reader.slice(0, -catchUpReader('').length) : reader;
    const positions = groups.get(group) ?? Array.from({ length: PARTITIONS }, () => 0);
    positions[partition] = Math.max(positions[partition] ?? 0, position);
    groups.set(group, positions);
  }
  return Array.from({ length: PARTITIONS }, (_, partition) => Math.min(...[...groups.values()].map((positions) => positions[partition] ?? 0), groups.size === 0 ? 0 : Infinity));
}

/** The messages of one owner that somebody may not have handled yet, each partition in its order. Those that were handled do no harm a second time. */
export async function* findWaiting(owner: OpenedStore, stores: readonly OpenedStore[]): AsyncGenerator<PlacedMessage> {
  await owner.store.outbox.place();
  const cursors: BusCursor[] = [];
  for (const { store } of stores) {
    let after: string | undefined;
    do {
      const page = await store.scan(busCursors, { limit: PAGE, after });
      cursors.push(...page.items.filter((cursor) => cursor.owner === owner.service));
      after = page.next;
    } while (after !== undefined);
  }
  for (const [partition, handled] of handledBy(cursors).entries()) {
    let position = handled;
    for (let page = await owner.store.outbox.readFrom(partition, position, PAGE); page.length > 0; page = await owner.store.outbox.readFrom(partition, position, PAGE)) {
      yield* page;
      position = page.at(-1)?.position ?? position;
    }
  }
}
