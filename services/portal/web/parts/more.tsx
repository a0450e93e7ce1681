import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTexts } from '../texts/use-texts.ts';
import { Failure } from './failure.tsx';

/** The rest of a long list, on demand: what is on screen stays where it is. */
export function More({ query }: { readonly query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage' | 'isFetchNextPageError' | 'error'> }) {
  const { say } = useTexts();
  if (query.isFetchNextPageError) return <Failure error={query.error} retry={() => void query.fetchNextPage()} />;
  if (!query.hasNextPage) return null;
  return <div><Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{say('shell.more')}</Button></div>;
}
