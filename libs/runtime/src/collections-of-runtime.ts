import { busCursors, deadLetters } from '@portal-sync/bus';
import { idempotencyKeys } from './http/idempotency.ts';
import { relayCursors } from './messages/relay.ts';

/** Collections that every service's store holds beside its own: open the store with these too. */
export const collectionsOfRuntime = [busCursors, deadLetters, idempotencyKeys, relayCursors] as const;
