import type { PushPreview, Run } from '@portal-sync/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, withQuery } from './ask.ts';
import { readPage } from './pages-of.ts';

export type Which = 'future' | 'all';

/** What pushing existing data would do. Nothing has happened yet. */
export const usePushPreview = (connectionId: string, which: Which, enabled: boolean) =>
  useQuery({
    queryKey: ['runs', 'preview', connectionId, which],
    queryFn: ({ signal }) => ask<PushPreview>('GET', withQuery('/v1/pushes/preview', { connectionId, which }), { signal }),
    enabled,
  });

/** A push that is under way on this connection, found again after leaving; null: none is. */
export const useRunningPush = (connectionId: string) =>
  useQuery({
    queryKey: ['runs', 'running', connectionId],
    queryFn: async ({ signal }) => {
      const page = await readPage<Run>('/v1/runs', { connectionId, state: 'running', limit: 20 }, signal);
      return page.items.find((run) => run.kind === 'push-existing' || run.kind === 'retry') ?? null;
    },
  });

export function useStartPush(connectionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: Which) => ask<Run>('POST', '/v1/pushes', { body: { connectionId, which }, once: true }),
    onSuccess: (run) => {
      client.setQueryData(['runs', 'one', run.id], run);
      return client.invalidateQueries({ queryKey: ['sync-status'] });
    },
  });
}
