import type { Appointment, Contact } from '@portal-sync/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { readPage } from './pages-of.ts';

/** Contacts page by page; while another search is read, the last one stays on screen. */
export const useContacts = (search: string) =>
  useInfiniteQuery({
    queryKey: ['contacts', 'list', search],
    queryFn: ({ pageParam, signal }) => readPage<Contact>('/v1/contacts', { search: search === '' ? undefined : search, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

export const useContact = (contactId: string | null) =>
  useQuery({ queryKey: ['contacts', 'one', contactId], queryFn: ({ signal }) => ask<Contact>('GET', `/v1/contacts/${contactId}`, { signal }), enabled: contactId !== null });

export const useContactAppointments = (contactId: string) =>
  useInfiniteQuery({
    queryKey: ['appointments', 'of-contact', contactId],
    queryFn: ({ pageParam, signal }) => readPage<Appointment>('/v1/appointments', { contactId, includeCancelled: true, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

export function useCreateContact() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (contact: { name: string; addresses: string[]; phone: string }) => ask<Contact>('POST', '/v1/contacts', { body: contact, once: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['contacts'] }),
  });
}
