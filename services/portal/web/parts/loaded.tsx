import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from './failure.tsx';
import { Waiting } from './waiting.tsx';

/** What a query has, or how it stands. What was read stays on screen while it is read again, and when reading it again fails. */
export function Loaded<T>({ query, lines, children }: { readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch' | 'isPending'>; readonly lines?: number; readonly children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error !== null) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Waiting {...(lines === undefined ? {} : { lines })} />;
}
