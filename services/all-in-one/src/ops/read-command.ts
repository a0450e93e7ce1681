import { parseArgs } from 'node:util';
import { deadLetterState, workState, type WorkState } from '@portal-sync/contracts';
import { OPERATED, type Operated } from './find-product.ts';

type LetterState = 'dead' | 'replayed' | 'dropped';

export type Command =
  | { readonly kind: 'list-letters'; readonly services: readonly Operated[]; readonly state: LetterState }
  | { readonly kind: 'show-letter'; readonly id: string }
  | { readonly kind: 'settle-letters'; readonly how: 'replay' | 'drop'; readonly ids: readonly string[] | 'all'; readonly services: readonly Operated[] }
  | { readonly kind: 'list-work'; readonly services: readonly Operated[] }
  | { readonly kind: 'list-items'; readonly service: Operated; readonly collection: string; readonly state: WorkState }
  | { readonly kind: 'redrive'; readonly service: Operated; readonly collection: string; readonly keys: readonly string[] | WorkState }
  | { readonly kind: 'lag'; readonly services: readonly Operated[] }
  | { readonly kind: 'move'; readonly way: 'export' | 'import'; readonly file: string; readonly engines: 'embedded' | 'real' };

export interface Asked {
  readonly command: Command;
  readonly json: boolean;
  readonly yes: boolean;
}

export const USAGE = `npm run ops -- <command>

  lag                                       how far each service is behind, and who holds leases
  dead-letters list [--state dead|replayed|dropped]
  dead-letters show <id>
  dead-letters replay <id>... | --all       handles them once more
  dead-letters drop <id>... | --all         gives them up
  work list                                 overdue, leased, failing and exhausted work, per collection
  work list --service <s> <collection> [--state overdue|leased|failing|exhausted]
  work redrive --service <s> <collection> <key>... | --state overdue|failing|exhausted
  export <file> [--engines embedded|real]   all records, with the product stopped
  import <file> [--engines embedded|real]   into engines that are empty

  --service broker|connector|matcher|trigger|portal   only this one
  --json                                              for programs
  --yes                                               does not ask
`;

const fail = (text: string): { readonly fault: string } => ({ fault: text });
const isService = (name: string): name is Operated => (OPERATED as readonly string[]).includes(name);

/** The command that was typed, a wish to see all of them, or what is wrong with it. Pure. */
export function readCommand(args: readonly string[]): Asked | 'help' | { readonly fault: string } {
  const typed = parse(args);
  if ('fault' in typed) return typed;
  if (typed.values.help || typed.positionals[0] === 'help') return 'help';
  const { positionals: [group = '', ...rest], values } = typed;
  if (values.service !== undefined && !isService(values.service)) return fail(`--service is one of ${OPERATED.join(', ')}.`);
  const command = commandOf(group, rest, { service: values.service, all: values.all, state: values.state, engines: values.engines });
  if ('fault' in command) return command;
  const [name, heeded] = heeds(command, group);
  const unheeded = ASKING.filter((option) => values[option] !== undefined && values[option] !== false && !heeded.includes(option));
  if (unheeded.length > 0) return fail(`${name} does not take ${unheeded.map((option) => `--${option}`).join(' or ')}.`);
  return { command, json: values.json, yes: values.yes };
}

/** Options that change what is done or said; what `--yes` promises holds of every command. */
const ASKING = ['service', 'state', 'all', 'engines', 'json'] as const;

/** What a command is called, and which of these options it heeds: left out without a word, others would make it do more than was asked. */
function heeds(command: Command, group: string): readonly [string, readonly (typeof ASKING)[number][]] {
  switch (command.kind) {
    case 'lag':
      return [group, ['service', 'json']];
    case 'list-letters':
      return ['dead-letters list', ['service', 'state', 'json']];
    case 'show-letter':
      return ['dead-letters show', ['json']];
    case 'settle-letters':
      return command.ids === 'all' ? [`dead-letters ${command.how}`, ['service', 'all', 'json']] : [`dead-letters ${command.how} with ids`, ['json']];
    case 'list-work':
      return ['work list without a collection', ['service', 'json']];
    case 'list-items':
      return ['work list', ['service', 'state', 'json']];
    case 'redrive':
      return ['work redrive', ['service', 'state', 'json']];
    case 'move':
      return [group, ['engines']];
  }
}

function parse(args: readonly string[]) {
  try {
    const typed = parseArgs({
      tokens: true,
      args: [...args],
      allowPositionals: true,
      options: {
        service: { type: 'string' }, state: { type: 'string' }, engines: { type: 'string' },
        all: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, yes: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const names = typed.tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    return twice === undefined ? typed : fail(`--${twice} is there twice.`);
  } catch (error) {
    return fail(`${(error as Error).message.split('. ')[0]}.`);
  }
}

interface Options {
  readonly service: Operated | undefined;
  readonly all: boolean;
  readonly state: string | undefined;
  readonly engines: string | undefined;
}

type Read = Command | { readonly fault: string };

function commandOf(group: string, rest: readonly string[], options: Options): Read {
  const [verb = '', ...names] = rest;
  const services = options.service === undefined ? OPERATED : [options.service];
  if (group === 'lag') return rest.length === 0 ? { kind: 'lag', services } : fail(`lag takes no names: what is ${rest.join(' ')}?`);
  if (group === 'dead-letters') return letterCommand(verb, names, services, options);
  if (group === 'work') return workCommand(verb, names, services, options);
  if (group === 'export' || group === 'import') return moveCommand(group, rest, options);
  return fail(group === '' ? 'What is to be done?' : `There is no command ${group}.`);
}

function letterCommand(verb: string, ids: readonly string[], services: readonly Operated[], { all, state }: Options): Read {
  switch (verb) {
    case 'list': {
      if (ids.length > 0) return fail(`dead-letters list takes no names: what is ${ids.join(' ')}?`);
      const wanted = deadLetterState.safeParse(state ?? 'dead');
      return wanted.success ? { kind: 'list-letters', services, state: wanted.data } : fail('--state is dead, replayed or dropped.');
    }
    case 'show':
      return ids.length === 1 ? { kind: 'show-letter', id: ids[0] as string } : fail('dead-letters show takes one id.');
    case 'replay':
    case 'drop':
      if (all === ids.length > 0) return fail(`dead-letters ${verb} takes ids, or --all.`);
      return { kind: 'settle-letters', how: verb, ids: all ? 'all' : ids, services };
    default:
      return fail('dead-letters can list, show, replay and drop.');
  }
}

function workCommand(verb: string, [collection, ...keys]: readonly string[], services: readonly Operated[], { service, state }: Options): Read {
  const wanted = workState.safeParse(state ?? 'overdue');
  if (!wanted.success) return fail('--state is overdue, leased, failing or exhausted.');
  if (verb === 'list' && collection === undefined) return { kind: 'list-work', services };
  if (verb !== 'list' && verb !== 'redrive') return fail('work can list and redrive.');
  if (service === undefined || collection === undefined) return fail(`work ${verb} takes --service and a collection: see work list.`);
  if (verb === 'list' && keys.length > 0) return fail(`work list takes no keys: what is ${keys.join(' ')}?`);
  if (verb === 'list') return { kind: 'list-items', service, collection, state: wanted.data };
  if (wanted.data === 'leased') return fail('What is leased is being worked on: name its key to have it looked at again after.');
  if ((state === undefined) === (keys.length === 0)) return fail('work redrive takes keys, or --state.');
  return { kind: 'redrive', service, collection, keys: keys.length > 0 ? keys : wanted.data };
}

function moveCommand(way: 'export' | 'import', files: readonly string[], { engines = 'embedded' }: Options): Read {
  if (engines !== 'embedded' && engines !== 'real') return fail('--engines is embedded or real.');
  return files.length === 1 ? { kind: 'move', way, file: files[0] as string, engines } : fail(`${way} takes one file.`);
}
