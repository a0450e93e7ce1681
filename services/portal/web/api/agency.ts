import type { Agency } from '@portal-sync/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { useSession } from './session.ts';

export type AgencyChange = Partial<Pick<Agency, 'brand' | 'locale' | 'zone' | 'rolesThatConnect' | 'appointmentTypes' | 'foldPlusTags' | 'blocklist'>>;

export function useAgency() {
  const { agencyId } = useSession();
  return useQuery({ queryKey: ['session', 'agency', agencyId], queryFn: ({ signal }) => ask<Agency>('GET', `/v1/agencies/${agencyId}`, { signal }) });
}

/** Saves what is named, on the version that was seen; the portal shows it at once. */
export function useSaveAgency() {
  const { agencyId } = useSession();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ change, version }: { change: AgencyChange; version: number }) => ask<Agency>('PATCH', `/v1/agencies/${agencyId}`, { body: change, version }),
    onSettled: () => client.invalidateQueries({ queryKey: ['session'] }),
  });
}
