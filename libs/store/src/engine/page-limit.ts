import { AppError } from '@portal-sync/kernel';
import type { Query } from '../query.ts';

/** How many documents a page may hold: 1 to 1000, default 100. */
export function pageLimit(query: Pick<Query, 'limit'>): number {
  const limit = query.limit ?? 100;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new AppError('internal', { detail: 'The limit of a query must be 1 to 1000.' });
  return limit;
}
