import type { Appointment, AppointmentHistory } from '@portal-sync/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, withQuery } from './ask.ts';
import { readAll } from './pages-of.ts';

/** A stretch of time, RFC 3339. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface BusyBlock {
  readonly id: string;
  readonly userId: string;
  readonly when: Appointment['when'];
  readonly title: string | null;
  readonly reason: string;
}

/** What an appointment is made of, as a person writes it. */
export type AppointmentFields = Partial<Pick<Appointment, 'title' | 'when' | 'location' | 'description' | 'internalNotes' | 'type' | 'contactId' | 'status' | 'hostUserId' | 'calendarId'>>;

/** Appointments of a span. While the next week is read, the present one stays. What waits for Google is looked at again by itself. */
export const useAppointments = (span: Span | null, userId: string | undefined) =>
  useQuery({
    queryKey: ['appointments', 'span', span, userId],
    queryFn: ({ signal }) => readAll<Appointment>('/v1/appointments', { ...span, userId }, { signal }),
    enabled: span !== null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.some((one) => one.links.some((link) => link.state === 'waiting')) === true ? 2_000 : false),
  });

/** Grey blocks, for those who work here. */
export const useBusy = (span: Span | null, userId: string | undefined, enabled: boolean) =>
  useQuery({
    queryKey: ['busy', span, userId],
    queryFn: ({ signal }) => ask<{ blocks: BusyBlock[]; staleCalendarIds: string[] }>('GET', withQuery('/v1/busy', { ...span, userId }), { signal }),
    enabled: enabled && span !== null,
    placeholderData: keepPreviousData,
  });

export const useAppointment = (id: string | null) =>
  useQuery({
    queryKey: ['appointments', 'one', id],
    queryFn: ({ signal }) => ask<Appointment>('GET', `/v1/appointments/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.links.some((link) => link.state === 'waiting') === true ? 1_500 : false),
  });

export const useHistory = (id: string, enabled: boolean) =>
  useQuery({ queryKey: ['appointments', 'history', id], queryFn: ({ signal }) => ask<AppointmentHistory>('GET', `/v1/appointments/${id}/history`, { signal }), enabled });

function useRefreshed() {
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: ['appointments'] }), client.invalidateQueries({ queryKey: ['busy'] })]);
}

export function useCreateAppointment() {
  const refreshed = useRefreshed();
  return useMutation({ mutationFn: (fields: AppointmentFields) => ask<Appointment>('POST', '/v1/appointments', { body: fields, once: true }), onSuccess: refreshed });
}

/** Changes what is named, on the version that was seen. */
export function useEditAppointment() {
  const refreshed = useRefreshed();
  return useMutation({
    mutationFn: ({ id, version, fields }: { id: string; version: number; fields: AppointmentFields }) => ask<Appointment>('PATCH', `/v1/appointments/${id}`, { body: fields, version }),
    onSettled: refreshed,
  });
}

export function useCancelAppointment() {
  const refreshed = useRefreshed();
  return useMutation({ mutationFn: ({ id, version }: { id: string; version: number }) => ask('DELETE', `/v1/appointments/${id}`, { version }), onSettled: refreshed });
}
