import { agencyOf } from '@portal-sync/auth';
import { id, newRule, pageOf, pageQuery, rule, ruleChange } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { checkIfMatch, defineRoute, etagOf } from '@portal-sync/runtime';
import { z } from 'zod';
import { checkRule } from '../actions/check-rule.ts';
import type { Deps } from '../deps.ts';
import { getRule, MOST_RULES, ruleKey, rules, ruleView, type StoredRule } from '../repos/rules.ts';

const who = { admin: 'agency' } as const;
const one = { path: '/v1/rules/{ruleId}', params: z.strictObject({ ruleId: id }), who } as const;
const shown = (status: number, stored: StoredRule) => ({ status, headers: { etag: etagOf(stored.version) }, body: ruleView(stored) });

export const listRulesRoute = defineRoute({
  id: 'listRules',
  method: 'GET',
  path: '/v1/rules',
  summary: 'Trigger rules, oldest first',
  who,
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(rule) },
  async handle({ query, caller }, { store }: Deps) {
    const page = await store.find(rules, { index: 'byAgency', equals: [agencyOf(caller)], ...query });
    return { status: 200, body: { ...page, items: page.items.map(ruleView) } };
  },
});

export const createRuleRoute = defineRoute({
  id: 'createRule',
  method: 'POST',
  path: '/v1/rules',
  summary: 'Makes a trigger rule; it fires for what happens from now on',
  who,
  body: newRule,
  idempotent: true,
  answers: { 201: rule },
  async handle({ body, caller }, deps: Deps) {
    const agencyId = agencyOf(caller);
    // Before the transaction, which may run several times: a repeat under the same idempotency key has to come to the same id.
    const id = deps.makeId();
    const stored = await deps.store.transaction(async (tx) => {
      await checkRule(tx, agencyId, body);
      if ((await tx.count(rules, { index: 'byAgency', equals: [agencyId] })) >= MOST_RULES) {
        throw new AppError('refused', { detail: `An agency has at most ${MOST_RULES} rules.` });
      }
      const made: StoredRule = { ...body, agencyId, id, version: 1, createdAt: deps.clock.now() };
      await tx.insert(rules, made);
      return made;
    });
    return shown(201, stored);
  },
});

export const getRuleRoute = defineRoute({
  ...one,
  id: 'getRule',
  method: 'GET',
  summary: 'One trigger rule',
  answers: { 200: rule },
  async handle({ params, caller }, { store }: Deps) {
    return shown(200, await getRule(store, agencyOf(caller), params.ruleId));
  },
});

export const changeRuleRoute = defineRoute({
  ...one,
  id: 'changeRule',
  method: 'PATCH',
  summary: 'Changes what is named; with If-Match only the version that was seen',
  body: ruleChange,
  answers: { 200: rule },
  async handle(request, deps: Deps) {
    const { body, params } = request;
    const agencyId = agencyOf(request.caller);
    if (Object.keys(body).length === 0) throw new AppError('invalid', { issues: [{ path: 'body', message: 'name at least one field' }] });
    const stored = await deps.store.transaction(async (tx) => {
      const standing = await getRule(tx, agencyId, params.ruleId);
      if (request.headers['if-match'] !== undefined) checkIfMatch(request, standing.version);
      const named = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const changed: StoredRule = { ...standing, ...named, version: standing.version + 1 };
      await checkRule(tx, agencyId, changed);
      await tx.put(rules, changed);
      return changed;
    });
    return shown(200, stored);
  },
});

export const removeRuleRoute = defineRoute({
  ...one,
  id: 'removeRule',
  method: 'DELETE',
  summary: 'Removes a rule; what it has fired stays',
  answers: { 204: undefined },
  async handle({ params, caller }, { store }: Deps) {
    if (!(await store.remove(rules, ruleKey(agencyOf(caller), params.ruleId)))) throw new AppError('not-found');
    return { status: 204 };
  },
});
