import type { GoogleItem } from './google-item.ts';

/** Kinds of events that never take time, whatever they say about it. */
const FREE_TYPES = new Set(['workingLocation', 'birthday']);

/** Whether a Google event takes its person's time: not when it is shown as free, declined, cancelled, or only says where someone works. */
export function blocksTime(item: Pick<GoogleItem, 'status' | 'transparent' | 'ownResponse' | 'eventType' | 'when'>): boolean {
  if (item.status === 'cancelled' || item.when === null) return false;
  return !item.transparent && item.ownResponse !== 'declined' && !FREE_TYPES.has(item.eventType);
}
