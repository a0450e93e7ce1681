import type { GoogleCalendar, SyncSettings, SyncSettingsValues } from '@portal-sync/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { readAll } from './pages-of.ts';

export const useSyncSettings = (connectionId: string | undefined) =>
  useQuery({
    queryKey: ['sync-settings', connectionId],
    queryFn: ({ signal }) => ask<SyncSettings>('GET', `/v1/sync-settings/${connectionId}`, { signal }),
    enabled: connectionId !== undefined,
  });

/** Saves what is named, on the version that was seen. */
export function useSaveSettings(connectionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ change, version }: { change: Partial<SyncSettingsValues>; version: number }) => ask<SyncSettings>('PATCH', `/v1/sync-settings/${connectionId}`, { body: change, version }),
    onSuccess: (saved) => {
      client.setQueryData(['sync-settings', connectionId], saved);
      return client.invalidateQueries({ queryKey: ['sync-status'] });
    },
    // Somebody else saved meanwhile: what stands now is shown.
    onError: () => client.invalidateQueries({ queryKey: ['sync-settings', connectionId] }),
  });
}

/** The calendars of the connected account. Right after connecting they are still being read, so an empty list is looked at again. */
export const useGoogleCalendars = (connectionId: string | undefined) =>
  useQuery({
    queryKey: ['google-calendars', connectionId],
    queryFn: ({ signal }) => readAll<GoogleCalendar>('/v1/google-calendars', { connectionId }, { signal }),
    enabled: connectionId !== undefined,
    refetchInterval: ({ state }) => (state.data?.length === 0 && state.dataUpdateCount < 20 ? 1_000 : false),
  });

export function useRefreshCalendars(connectionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask('POST', '/v1/google-calendars/refresh', { body: { connectionId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['google-calendars', connectionId] }),
  });
}
