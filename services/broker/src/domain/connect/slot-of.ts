import type { Product } from '@portal-sync/contracts';
import { sha256 } from '@portal-sync/kernel';

export type SlotName = 'calendar' | 'meet';

/** 1-way and 2-way exclude each other, so they share a slot. */
export const slotOf = (product: Product): SlotName => (product === 'meet' ? 'meet' : 'calendar');

/** How a freed slot remembers an account without keeping it. */
export const subHashOf = (agencyId: string, sub: string): string => sha256(`${agencyId}\0${sub}`);
