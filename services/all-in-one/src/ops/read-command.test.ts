import { expect, test } from 'vitest';
import { readCommand } from './read-command.ts';
import { age, table } from './table.ts';

const read = (text: string) => readCommand(text.split(' ').filter((word) => word !== ''));

test.each([
  ['lag', { kind: 'lag', services: ['broker', 'connector', 'matcher', 'trigger', 'portal'] }],
  ['lag --service matcher', { kind: 'lag', services: ['matcher'] }],
  ['dead-letters list --service trigger --state dropped', { kind: 'list-letters', services: ['trigger'], state: 'dropped' }],
  ['dead-letters show matcher/connector/1/2', { kind: 'show-letter', id: 'matcher/connector/1/2' }],
  ['dead-letters replay a b', { kind: 'settle-letters', how: 'replay', ids: ['a', 'b'] }],
  ['dead-letters drop --all', { kind: 'settle-letters', how: 'drop', ids: 'all' }],
  ['work list', { kind: 'list-work' }],
  ['work list --service connector googleCalendars', { kind: 'list-items', service: 'connector', collection: 'googleCalendars', state: 'overdue' }],
  ['work redrive --service connector googleCalendars k1 k2', { kind: 'redrive', keys: ['k1', 'k2'] }],
  ['work redrive --service trigger deliveries --state failing', { kind: 'redrive', keys: 'failing' }],
  ['work redrive --service trigger deliveries --state exhausted', { kind: 'redrive', keys: 'exhausted' }],
  ['export out.ndjson', { kind: 'move', way: 'export', file: 'out.ndjson', engines: 'embedded' }],
  ['import in.ndjson --engines real', { kind: 'move', way: 'import', engines: 'real' }],
])('%s is understood', (text, command) => {
  expect(read(text)).toMatchObject({ command, json: false, yes: false });
});

test.each([
  ['', /What is to be done/],
  ['fix', /no command fix/],
  ['lag --service google', /--service is one of broker/],
  ['lag --loud', /Unknown option '--loud'/],
  ['dead-letters', /can list, show, replay and drop/],
  ['dead-letters drop', /takes ids, or --all/],
  ['dead-letters drop x --all', /takes ids, or --all/],
  ['dead-letters list --state gone', /--state is dead/],
  ['work redrive googleCalendars k', /takes --service/],
  ['work redrive --service connector googleCalendars', /takes keys, or --state/],
  ['export', /takes one file/],
  // What a command would not heed is refused: left out without a word it would do more than was asked.
  ['dead-letters drop --all --state replayed --yes', /^dead-letters drop does not take --state\.$/],
  ['dead-letters replay x --service broker --json', /^dead-letters replay with ids does not take --service\.$/],
  ['dead-letters show x --all', /^dead-letters show does not take --all\.$/],
  ['dead-letters list x', /^dead-letters list takes no names: what is x\?$/],
  ['lag connector', /^lag takes no names: what is connector\?$/],
  ['lag --engines real --all', /^lag does not take --all or --engines\.$/],
  ['lag --service broker --service portal', /^--service is there twice\.$/],
  ['work list --state exhausted', /^work list without a collection does not take --state\.$/],
  ['work list --service connector googleCalendars k1', /^work list takes no keys: what is k1\?$/],
  ['work redrive --service connector googleCalendars k --all', /^work redrive does not take --all\.$/],
  ['work redrive --service connector googleCalendars k --state failing', /takes keys, or --state/],
  ['export f --all', /^export does not take --all\.$/],
  ['export f --state dead', /^export does not take --state\.$/],
  ['import f --json --service broker', /^import does not take --service or --json\.$/],
  ['import x --engines oracle', /--engines is embedded or real/],
])('"%s" is refused with what is wrong', (text, fault) => {
  expect(read(text)).toEqual({ fault: expect.stringMatching(fault) });
});

test.each(['lag --yes', 'dead-letters show a --json', 'work redrive --service connector googleCalendars k --yes'])('%s promises what holds anyway', (text) => {
  expect(read(text)).toHaveProperty('command');
});

test.each(['--help', '-h', 'help', 'work list --help'])('%s shows all commands and is no mistake', (text) => {
  expect(read(text)).toBe('help');
});

test('tables are as wide as their widest cell, numbers to the right', () => {
  expect(table(['name', 'n'], [['longer', 5], ['a', 12]])).toBe('name    n\n------  --\nlonger   5\na       12');
});

test.each([[0, '0 ms'], [1_500, '1 s'], [90_000, '90 s'], [7_200_000, '2 h'], [86_400_000 * 3, '3 d']])('%i ms is said as %s', (ms, text) => {
  expect(age(ms)).toBe(text);
});
