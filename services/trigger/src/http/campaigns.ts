import { agencyOf } from '@portal-sync/auth';
import { campaign, enrolment, id, newCampaign, pageOf, pageQuery, type Campaign } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import type { Reads } from '@portal-sync/store';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { campaignKey, campaigns } from '../repos/campaigns.ts';
import { enrolments } from '../repos/enrolments.ts';

const who = { admin: 'agency' } as const;

type StoredCampaign = z.infer<typeof campaigns.schema>;

/** A campaign with how many are in it now. */
const showCampaign = async (reads: Reads, { agencyId, ...shown }: StoredCampaign): Promise<Campaign> => ({
  ...shown,
  enrolled: await reads.count(enrolments, { index: 'byLeft', equals: [agencyId, shown.id, null] }),
});

export const listCampaignsRoute = defineRoute({
  id: 'listCampaigns',
  method: 'GET',
  path: '/v1/campaigns',
  summary: 'Reminder campaigns, oldest first, with how many are in each',
  who,
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(campaign) },
  async handle({ query, caller }, { store }: Deps) {
    const page = await store.find(campaigns, { index: 'byAgency', equals: [agencyOf(caller)], ...query });
    return { status: 200, body: { ...page, items: await Promise.all(page.items.map((one) => showCampaign(store, one))) } };
  },
});

export const createCampaignRoute = defineRoute({
  id: 'createCampaign',
  method: 'POST',
  path: '/v1/campaigns',
  summary: 'Makes a campaign that rules can put contacts into',
  who,
  body: newCampaign,
  idempotent: true,
  answers: { 201: campaign },
  async handle({ body, caller }, deps: Deps) {
    const stored: StoredCampaign = { agencyId: agencyOf(caller), id: deps.makeId(), name: body.name, createdAt: deps.clock.now() };
    await deps.store.insert(campaigns, stored);
    return { status: 201, body: await showCampaign(deps.store, stored) };
  },
});

export const listEnrolmentsRoute = defineRoute({
  id: 'listEnrolments',
  method: 'GET',
  path: '/v1/campaigns/{campaignId}/enrolments',
  summary: 'Who is or was in a campaign, newest first',
  who,
  params: z.strictObject({ campaignId: id }),
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(enrolment) },
  async handle({ params, query, caller }, { store }: Deps) {
    const agencyId = agencyOf(caller);
    if ((await store.get(campaigns, campaignKey(agencyId, params.campaignId))) === undefined) throw new AppError('not-found');
    const page = await store.find(enrolments, { index: 'byCampaign', equals: [agencyId, params.campaignId], order: 'desc', ...query });
    return { status: 200, body: { ...page, items: page.items.map(({ agencyId: _agency, ...shown }) => shown) } };
  },
});
