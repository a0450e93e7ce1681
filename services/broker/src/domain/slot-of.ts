import type { Product } from '@portal-sync/contracts';

export type SlotName = 'calendar' | 'meet';

/** 1-way and 2-way exclude each other, so they share a slot. */
export const slotOf = (product: Product): SlotName => (product === 'meet' ? 'meet' : 'calendar');
