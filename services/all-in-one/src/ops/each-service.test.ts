import { StartError } from '@portal-sync/runtime';
import { expect, test } from 'vitest';
import type { CommandDeps } from './dead-letter-commands.ts';
import { OPERATED, type Operated } from './find-product.ts';
import type { OperatorApi } from './operator-api.ts';
import { runCommand } from './run-command.ts';

const lag = (service: Operated) => ({
  service, bus: { state: 'ok', lastProgressAgeMs: 5 }, consumers: [], leases: [], outbox: { carriedBy: 'relay', waiting: 0, oldestAgeMs: 0, partitions: [] },
});
const answers = (service: Operated, path: string): unknown =>
  path === '/lag' ? lag(service) : { items: path.startsWith('/dead-letters') ? [{ id: `${service}/x/0/1`, type: 't', agencyId: 'a', attempts: 8, at: 1, reason: 'r' }] : [{ collection: `of-${service}`, overdue: 0, leased: 0, failing: 0, exhausted: 0, worker: null }] };

function openWorld() {
  const said: string[] = [];
  const warned: string[] = [];
  const get = async (service: Operated, path: string): Promise<unknown> => {
    if (service === 'matcher') throw new StartError('The matcher does not answer.');
    return answers(service, path);
  };
  const deps: CommandDeps = {
    api: { get, post: get } as unknown as OperatorApi,
    terminal: { say: (text) => void said.push(text), warn: (text) => void warned.push(text), ask: undefined },
    clock: { now: () => 10 }, json: false, yes: true,
  };
  return { deps, said, warned };
}

test.each([
  ['lag', { kind: 'lag', services: OPERATED } as const],
  ['work list', { kind: 'list-work', services: OPERATED } as const],
  ['dead-letters list', { kind: 'list-letters', services: OPERATED, state: 'dead' } as const],
])('%s shows what the others answer where one service does not, names that one, and ends with 1', async (_name, command) => {
  const { deps, said, warned } = openWorld();
  expect(await runCommand(command, deps)).toBe(1);
  for (const service of OPERATED.filter((each) => each !== 'matcher')) expect(said.join('\n')).toContain(service);
  expect(warned).toEqual(['The matcher does not answer.']);
});

test.each([
  ['lag', { kind: 'lag', services: ['matcher'] } as const],
  ['dead-letters list', { kind: 'list-letters', services: ['matcher'], state: 'dead' } as const],
  ['dead-letters drop --all', { kind: 'settle-letters', how: 'drop', ids: 'all', services: ['matcher'] } as const],
])('%s does not say that there is nothing where it does not know', async (_name, command) => {
  const { deps, said } = openWorld();
  expect(await runCommand(command, deps)).toBe(1);
  expect(said.join('\n')).toMatch(/, as far as services answered\.$/);
});
