import { busCursors, catchUpReader, type BusCursor } from '@portal-sync/bus';
import { PARTITIONS } from '@portal-sync/kernel';
import type { PlacedMessage } from '@portal-sync/store';
import { OPERATED } from './find-product.ts';
import type { OpenedStore } from './house-stores.ts';
import { TAKES_FROM } from './takes-from.ts';

const PAGE = 500;

/**
 * How far everybody who reads an owner's messages has come for sure, by partition. A group has come as far as its reader on the bus or its catching up,
 * whichever is further; one of `takers` that was never seen in a partition has read nothing there. Nobody reads: all is handled. Pure.
 */
export function handledBy(cursors: readonly BusCursor[], takers: readonly string[]): readonly number[] {
  const groups = new Map(takers.map((name) => [name, Array.from({ length: PARTITIONS }, () => 0)]));
  for (const { reader, partition, position } of cursors) {
    const positions = groups.get(reader.endsWith(catchUpReader('')) ? reader.slice(0, -catchUpReader('').length) : reader);
    // A group that no service has any more waits for nothing.
    if (positions !== undefined) positions[partition] = Math.max(positions[partition] ?? 0, position);
  }
  return Array.from({ length: PARTITIONS }, (_, partition) => Math.min(...[...groups.values()].map((positions) => positions[partition] ?? 0)));
}

/** The messages of one owner that somebody may not have handled yet, each partition in its order. Those that were handled do no harm a second time. */
export async function* findWaiting(owner: OpenedStore, stores: readonly OpenedStore[]): AsyncGenerator<PlacedMessage> {
  // Placing takes what waits in portions.
  while ((await owner.store.outbox.place()) > 0);
  const takers = OPERATED.filter((name) => TAKES_FROM[name].includes(owner.service));
  if (takers.length === 0) return;
  const cursors: BusCursor[] = [];
  for (const { store } of stores) {
    let after: string | undefined;
    do {
      const page = await store.scan(busCursors, { limit: PAGE, after });
      cursors.push(...page.items.filter((cursor) => cursor.owner === owner.service));
      after = page.next;
    } while (after !== undefined);
  }
  for (const [partition, handled] of handledBy(cursors, takers).entries()) {
    let position = handled;
    for (let page = await owner.store.outbox.readFrom(partition, position, PAGE); page.length > 0; page = await owner.store.outbox.readFrom(partition, position, PAGE)) {
      yield* page;
      position = page.at(-1)?.position ?? position;
    }
  }
}
