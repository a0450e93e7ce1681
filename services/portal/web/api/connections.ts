import type { Connection, Product, SyncStatus } from '@portal-sync/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { readAll } from './pages-of.ts';
import { usePerson } from './session.ts';

/** The signed-in person's own connections. An admin may read all; here it is their own that counts. */
export function useConnections() {
  const { userId } = usePerson();
  return useQuery({
    queryKey: ['connections'],
    queryFn: ({ signal }) => readAll<Connection>('/v1/connections', {}, { signal }),
    select: (all) => all.filter((connection) => connection.userId === userId),
    refetchInterval: ({ state }) => (state.data?.some((connection) => connection.state === 'removing') === true ? 2_000 : false),
  });
}

/** How each connection stands. Looked at more often while something is under way: that has no message of its own. */
export const useSyncStatuses = () =>
  useQuery({
    queryKey: ['sync-status'],
    queryFn: ({ signal }) => readAll<SyncStatus>('/v1/sync-status', {}, { signal }),
    refetchInterval: ({ state }) => (state.data?.some((status) => status.state === 'syncing') === true ? 3_000 : 30_000),
  });

export type ConnectIntent = 'connect' | 'reconnect' | 'replace' | 'upgrade';

/** Opens a connect session and leaves for its page. */
export const useOpenConnect = () =>
  useMutation({
    mutationFn: (wish: { product: Product; intent: ConnectIntent; connectionId?: string }) => ask<{ url: string }>('POST', '/portal/connect', { body: wish }),
    onSuccess: ({ url }) => window.location.assign(url),
  });

export function useDisconnect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ connectionId, googleEvents }: { connectionId: string; googleEvents: 'keep' | 'remove' }) =>
      ask('POST', `/v1/connections/${connectionId}/disconnect`, { body: { googleEvents } }),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['connections'] }), client.invalidateQueries({ queryKey: ['sync-status'] })]),
  });
}

export type StoppedAnswer = 'apply' | 'restore';

/** After syncing stopped because much vanished or changed at once: take it over here, or write ours back. */
export function useAnswerStopped() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ connectionId, answer }: { connectionId: string; answer: StoppedAnswer }) => ask('POST', `/v1/sync-status/${connectionId}/answer`, { body: { answer } }),
    onSettled: () => Promise.all(['sync-status', 'runs', 'appointments'].map((collection) => client.invalidateQueries({ queryKey: [collection] }))),
  });
}

export function useSyncNow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (connectionId: string) => ask('POST', '/v1/sync-now', { body: { connectionId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sync-status'] }),
  });
}
