/** How many partitions every topic and outbox has. Changing it moves keys: only by a migration. */
export const PARTITIONS = 12;

/** The partition of a key: FNV-1a over UTF-16 units, modulo `count`. Computed here, so that no bus client's own partitioner matters. */
export function partitionOf(key: string, count: number = PARTITIONS): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) {
    hash ^= key.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % count;
}
