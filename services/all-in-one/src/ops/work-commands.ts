import { redriven, workPage, workSummaries, type WorkItem, type WorkState } from '@portal-sync/contracts';
import { say, type CommandDeps } from './dead-letter-commands.ts';
import { askEach, tellMissing } from './each-service.ts';
import type { Operated } from './find-product.ts';
import type { OperatorApi } from './operator-api.ts';
import type { Command } from './read-command.ts';
import { age, table } from './table.ts';

export async function listWork({ services }: Extract<Command, { kind: 'list-work' }>, { api, terminal, json }: CommandDeps): Promise<number> {
  const answers = await askEach(services, async (service) => (await api.get(service, '/due-work', workSummaries)).items.map((each) => ({ service, ...each })));
  const code = tellMissing(answers.missing, terminal);
  const found = answers.found.flat();
  if (json) return say(terminal, JSON.stringify(found, null, 2), code);
  const rows = found.map((each) => [
    each.service, each.collection, each.overdue, each.overdue === 0 ? '' : age(each.oldestDueAgeMs), each.leased, each.failing, each.exhausted,
    each.worker === null ? 'none here' : each.worker.behindMs > 0 ? `behind for ${age(each.worker.behindMs)}` : 'keeps up',
  ]);
  return say(terminal, table(['service', 'collection', 'overdue', 'oldest', 'leased', 'failing', 'exhausted', 'worker'], rows), code);
}

export async function listItems({ service, collection, state }: Extract<Command, { kind: 'list-items' }>, { api, terminal, clock, json }: CommandDeps): Promise<number> {
  const items = await allItems(api, service, collection, state);
  const found = state === 'failing' ? items.toSorted((a, b) => b.failures - a.failures) : items;
  if (json) return say(terminal, JSON.stringify(found, null, 2));
  if (found.length === 0) return say(terminal, `Nothing in ${collection} is ${state}.`);
  const now = clock.now();
  const when = ({ dueAt }: WorkItem): string => (dueAt === null ? '' : dueAt <= now ? `${age(now - dueAt)} ago` : `in ${age(dueAt - now)}`);
  const rows = found.map((item) => [item.key, when(item), item.holder ?? (item.leasedUntil === null ? '' : 'leased'), item.failures, item.reason ?? '']);
  return say(terminal, table(['key', 'due', 'held by', 'failures', 'reason'], rows));
}

/** Harmless to repeat, so nobody is asked. */
export async function redrive({ service, collection, keys }: Extract<Command, { kind: 'redrive' }>, { api, terminal, json }: CommandDeps): Promise<number> {
  const wanted = typeof keys === 'string' ? (await allItems(api, service, collection, keys)).map(({ key }) => key) : keys;
  const outcomes: { key: string; outcome: string }[] = [];
  for (const key of wanted) {
    const path = `/due-work/${encodeURIComponent(collection)}/${encodeURIComponent(key)}/redrive`;
    const outcome = await api.post(service, path, redriven).then((answer) => answer.outcome, (error: unknown) => (error instanceof Error ? error.message : 'failed'));
    outcomes.push({ key, outcome });
  }
  if (json) terminal.say(JSON.stringify(outcomes, null, 2));
  else if (outcomes.length === 0) terminal.say(`Nothing in ${collection} is ${String(keys)}.`);
  else for (const { key, outcome } of outcomes) terminal.say(`${key}  ${TEXTS[outcome] ?? outcome}`);
  return outcomes.every(({ outcome }) => outcome in TEXTS) ? 0 : 1;
}

const TEXTS: Readonly<Record<string, string>> = { due: 'is due now', waits: 'is being worked on, and looked at again right after' };

async function allItems(api: OperatorApi, service: Operated, collection: string, state: WorkState): Promise<readonly WorkItem[]> {
  const found: WorkItem[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ state, limit: '200', ...(cursor === undefined ? {} : { cursor }) });
    const page = await api.get(service, `/due-work/${encodeURIComponent(collection)}?${query.toString()}`, workPage);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}
