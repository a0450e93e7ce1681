import type { Role, User } from '@portal-sync/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { readAll } from './pages-of.ts';

/** The agency's people. */
export const usePeople = (enabled = true) => useQuery({ queryKey: ['users'], queryFn: ({ signal }) => readAll<User>('/v1/users', {}, { signal }), enabled, staleTime: 60_000 });

export interface PersonFields {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly contactId?: string | null;
}

function useChange<V, R>(change: (value: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: ['users'] }) });
}

export const useCreatePerson = () => useChange((fields: PersonFields) => ask<User>('POST', '/v1/users', { body: fields, once: true }));
export const useChangePerson = () => useChange(({ id, version, fields }: { id: string; version: number; fields: Partial<PersonFields> }) => ask<User>('PATCH', `/v1/users/${id}`, { body: fields, version }));
export const useRemovePerson = () => useChange(({ id, version }: { id: string; version: number }) => ask('DELETE', `/v1/users/${id}`, { version }));
export const useInvite = () => useMutation({ mutationFn: (id: string) => ask<{ url: string; expiresAt: number }>('POST', `/v1/users/${id}/invitations`) });
