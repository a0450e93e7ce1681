import { busCursors, deadLetters } from '@portal-sync/bus';
import { idempotencyKeys } from './http/idempotency.ts';
import { importMarks } from './import-marks.ts';
import { relayClaims } from './messages/relay-claims.ts';

/** Collections that every service's store holds beside its own: open the store with these too. */
export const collectionsOfRuntime = [busCursors, deadLetters, idempotencyKeys, relayClaims, importMarks] as const;
