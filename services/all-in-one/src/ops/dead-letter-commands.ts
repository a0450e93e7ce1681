import { deadLetterDetails, deadLetterPage, deadLetterRow, type DeadLetterRow } from '@portal-sync/contracts';
import type { Clock } from '@portal-sync/kernel';
import { asFarAsKnown, askEach, tellMissing, type Answers } from './each-service.ts';
import type { OperatorApi } from './operator-api.ts';
import { OPERATED, type Operated } from './find-product.ts';
import type { Command } from './read-command.ts';
import { age, table } from './table.ts';
import { isWanted, type Terminal } from './terminal.ts';

/** What every command is given. Answers the exit code: 0 all was done, 1 something was not. */
export interface CommandDeps {
  readonly api: OperatorApi;
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly json: boolean;
  readonly yes: boolean;
}

export interface FoundLetter extends DeadLetterRow {
  readonly service: Operated;
}

const pathOf = (id: string): string => `/dead-letters/${encodeURIComponent(id)}`;

/** The service that a letter belongs to stands at the begin of its id, behind a mark where it was moved to other engines. */
const serviceOf = (id: string): Operated | undefined => OPERATED.find((name) => id.replace(/^moved-\d+\//, '').startsWith(`${name}/`));

export async function listLetters({ services, state }: Extract<Command, { kind: 'list-letters' }>, { api, terminal, clock, json }: CommandDeps): Promise<number> {
  const { found, missing } = await allLetters(api, services, state);
  const code = tellMissing(missing, terminal);
  if (json) return say(terminal, JSON.stringify(found, null, 2), code);
  if (found.length === 0) return say(terminal, `No message is ${state}${asFarAsKnown(missing)}.`, code);
  const rows = found.map((letter) => [letter.id, letter.type, letter.agencyId, letter.attempts, age(clock.now() - letter.at), letter.reason]);
  return say(terminal, table(['id', 'type', 'agency', 'tries', 'age', 'reason'], rows), code);
}

export async function showLetter({ id }: Extract<Command, { kind: 'show-letter' }>, { api, terminal }: CommandDeps): Promise<number> {
  const service = serviceOf(id);
  if (service === undefined) return say(terminal, `${id} is not the id of a dead letter: see dead-letters list.`, 1);
  return say(terminal, JSON.stringify(await api.get(service, pathOf(id), deadLetterDetails), null, 2));
}

export async function settleLetters({ how, ids, services }: Extract<Command, { kind: 'settle-letters' }>, { api, terminal, json, yes }: CommandDeps): Promise<number> {
  const { found, missing } = ids === 'all' ? await allLetters(api, services, 'dead') : { found: ids.map((id) => ({ id })), missing: [] };
  const code = tellMissing(missing, terminal);
  const wanted = found.map(({ id }) => id);
  if (wanted.length === 0) return say(terminal, json ? '[]' : `There are no dead letters${asFarAsKnown(missing)}.`, code);
  const asks = how === 'drop' || ids === 'all';
  if (asks && !(await isWanted(`${how === 'drop' ? 'Give up' : 'Handle once more'}: ${wanted.length} ${wanted.length === 1 ? 'message' : 'messages'}.`, { yes, terminal }))) return 1;
  const outcomes: { id: string; ok: boolean; text: string }[] = [];
  for (const id of wanted) outcomes.push(await settleOne(api, id, how));
  if (json) terminal.say(JSON.stringify(outcomes, null, 2));
  else for (const { id, text } of outcomes) terminal.say(`${id}  ${text}`);
  return outcomes.every(({ ok }) => ok) ? code : 1;
}

async function settleOne(api: OperatorApi, id: string, how: 'replay' | 'drop'): Promise<{ id: string; ok: boolean; text: string }> {
  const service = serviceOf(id);
  if (service === undefined) return { id, ok: false, text: 'is not the id of a dead letter' };
  try {
    const { state } = await api.post(service, `${pathOf(id)}/${how}`, deadLetterRow);
    return { id, ok: true, text: state };
  } catch (error) {
    return { id, ok: false, text: error instanceof Error ? error.message : 'failed' };
  }
}

const allLetters = async (api: OperatorApi, services: readonly Operated[], state: DeadLetterRow['state']): Promise<Answers<FoundLetter>> => {
  const { found, missing } = await askEach(services, (service) => lettersOf(api, service, state));
  return { found: found.flat(), missing };
};

async function lettersOf(api: OperatorApi, service: Operated, state: DeadLetterRow['state']): Promise<readonly FoundLetter[]> {
  const found: FoundLetter[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ state, limit: '200', ...(cursor === undefined ? {} : { cursor }) });
    const page = await api.get(service, `/dead-letters?${query.toString()}`, deadLetterPage);
    found.push(...page.items.map((letter) => ({ ...letter, service })));
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

export function say(terminal: Terminal, text: string, code = 0): number {
  terminal.say(text);
  return code;
}
