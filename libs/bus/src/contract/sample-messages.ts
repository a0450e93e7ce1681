import type { CloudEvent } from '@portal-sync/kernel';
import { partitionOf } from '@portal-sync/kernel';

export const TYPE = 'thing.changed';

/** A message about `key`; `id` tells it from others. */
export const message = (key: string, id: string, fields: Partial<CloudEvent> = {}): CloudEvent => ({
  specversion: '1.0',
  id,
  source: '/owner',
  type: TYPE,
  time: '2026-01-05T09:00:00Z',
  datacontenttype: 'application/json',
  dataversion: 1,
  partitionkey: key,
  agency: 'a',
  data: {},
  ...fields,
});

/** `count` messages about `key`: `key-0`, `key-1`... */
export const series = (key: string, count: number): CloudEvent[] => Array.from({ length: count }, (_, i) => message(key, `${key}-${i}`));

/** Two keys of one partition, and one of another. */
export function neighbours(): { first: string; second: string; elsewhere: string } {
  const keys = Array.from({ length: 100 }, (_, i) => `k${i}`);
  const first = 'k0';
  const second = keys.find((key) => key !== first && partitionOf(key) === partitionOf(first));
  const elsewhere = keys.find((key) => partitionOf(key) !== partitionOf(first));
  if (second === undefined || elsewhere === undefined) throw new Error('a hundred keys should be spread over the partitions');
  return { first, second, elsewhere };
}
