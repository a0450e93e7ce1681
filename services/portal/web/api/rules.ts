import type { Campaign, Delivery, Firing, OutgoingMail, Rule, Webhook } from '@portal-sync/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from './ask.ts';
import { readAll, readPage } from './pages-of.ts';

export type RuleFields = Pick<Rule, 'name' | 'on' | 'calendarIds' | 'types' | 'fields' | 'actions' | 'enabled'>;

export const useRules = () => useQuery({ queryKey: ['rules'], queryFn: ({ signal }) => readAll<Rule>('/v1/rules', {}, { signal }) });
export const useCampaigns = () => useQuery({ queryKey: ['campaigns'], queryFn: ({ signal }) => readAll<Campaign>('/v1/campaigns', {}, { signal }) });
export const useWebhooks = () => useQuery({ queryKey: ['webhooks'], queryFn: ({ signal }) => readAll<Webhook>('/v1/webhooks', {}, { signal }) });

export const useDeliveries = (webhookId: string | null) =>
  useInfiniteQuery({
    queryKey: ['firings', 'deliveries', webhookId],
    queryFn: ({ pageParam, signal }) => readPage<Delivery>(`/v1/webhooks/${webhookId}/deliveries`, { limit: 20, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    enabled: webhookId !== null,
  });

export const useFirings = () =>
  useInfiniteQuery({
    queryKey: ['firings', 'list'],
    queryFn: ({ pageParam, signal }) => readPage<Firing>('/v1/firings', { limit: 20, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

export const useMails = () =>
  useInfiniteQuery({
    queryKey: ['firings', 'mails'],
    queryFn: ({ pageParam, signal }) => readPage<OutgoingMail>('/v1/mails', { limit: 20, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

function useChange<V, R>(collection: string, change: (value: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: [collection] }) });
}

export const useCreateRule = () => useChange('rules', (fields: RuleFields) => ask<Rule>('POST', '/v1/rules', { body: fields, once: true }));
export const useChangeRule = () => useChange('rules', ({ id, version, fields }: { id: string; version: number; fields: Partial<RuleFields> }) => ask<Rule>('PATCH', `/v1/rules/${id}`, { body: fields, version }));
export const useRemoveRule = () => useChange('rules', ({ id, version }: { id: string; version: number }) => ask('DELETE', `/v1/rules/${id}`, { version }));
export const useCreateCampaign = () => useChange('campaigns', (name: string) => ask<Campaign>('POST', '/v1/campaigns', { body: { name }, once: true }));
export const useCreateWebhook = () => useChange('webhooks', (fields: { url: string; description: string }) => ask<Webhook>('POST', '/v1/webhooks', { body: fields, once: true }));
export const useRemoveWebhook = () => useChange('webhooks', (id: string) => ask('DELETE', `/v1/webhooks/${id}`));
