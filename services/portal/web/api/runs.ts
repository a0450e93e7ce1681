import type { Run, RunRecord } from '@portal-sync/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { readPage } from './pages-of.ts';

export const useRuns = (filter: { connectionId?: string | undefined; state?: string | undefined }) =>
  useInfiniteQuery({
    queryKey: ['runs', 'list', filter],
    queryFn: ({ pageParam, signal }) => readPage<Run>('/v1/runs', { ...filter, limit: 30, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

/** One run; looked at again and again while it is under way. */
export const useRun = (runId: string | undefined) =>
  useQuery({
    queryKey: ['runs', 'one', runId],
    queryFn: ({ signal }) => ask<Run>('GET', `/v1/runs/${runId}`, { signal }),
    enabled: runId !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 700 : false),
  });

export const useRecords = (runId: string, act: string | undefined) =>
  useInfiniteQuery({
    queryKey: ['runs', 'records', runId, act ?? 'any'],
    queryFn: ({ pageParam, signal }) => readPage<RunRecord>(`/v1/runs/${runId}/records`, { act, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

export const useRecord = (runId: string, recordId: string) =>
  useQuery({ queryKey: ['runs', 'record', runId, recordId], queryFn: ({ signal }) => ask<RunRecord>('GET', `/v1/runs/${runId}/records/${recordId}`, { signal }) });

/** Tries the failed records of a run again, and only those: a run of its own. */
export function useRetryRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) => ask<Run>('POST', `/v1/runs/${runId}/retry`, { once: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs', 'list'] }),
  });
}
