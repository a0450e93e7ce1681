import { rule, type Rule } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineCollection, type Reads } from '@portal-sync/store';
import { z } from 'zod';

export const rules = defineCollection({
  name: 'rules',
  schema: rule.extend({ agencyId: z.string() }),
  key: (doc) => ruleKey(doc.agencyId, doc.id),
  indexes: { byAgency: { fields: ['agencyId', 'id'] } },
});

export type StoredRule = z.infer<typeof rules.schema>;

export const ruleKey = (agencyId: string, ruleId: string): string => `${agencyId}/${ruleId}`;

/** More rules than this are refused, so that one read gives all of an agency. */
export const MOST_RULES = 500;

export const rulesOf = async (reads: Reads, agencyId: string): Promise<readonly StoredRule[]> =>
  (await reads.find(rules, { index: 'byAgency', equals: [agencyId], limit: MOST_RULES })).items;

/** Fails with `not-found`, for another agency's rule too. */
export async function getRule(reads: Reads, agencyId: string, ruleId: string): Promise<StoredRule> {
  const found = await reads.get(rules, ruleKey(agencyId, ruleId));
  if (found === undefined) throw new AppError('not-found');
  return found;
}

export const ruleView = ({ agencyId: _agency, ...shown }: StoredRule): Rule => shown;
