import { describe, expect, it } from 'vitest';
import { decideConnect, type ConnectWish, type Standing } from './decide-connect.ts';

const oneWay: Standing = { connectionId: 'c1', product: 'calendar-1way', state: 'live' };
const twoWay: Standing = { connectionId: 'c2', product: 'calendar-2way', state: 'live' };
const wish = (over: Partial<ConnectWish>): ConnectWish => ({
  product: 'calendar-2way', intent: 'connect', connectionId: null, role: 'staff', rolesThatConnect: ['staff', 'client'], standing: undefined, ...over,
});
const shown = (over: Partial<ConnectWish>) => {
  const decision = decideConnect(wish(over));
  return decision.kind === 'go' ? 'go' : [decision.reason, decision.offer].filter(Boolean).join(' / ');
};

describe('who may connect what', () => {
  const table: [string, Partial<ConnectWish>, string][] = [
    ['a free slot', {}, 'go'],
    ['a role the agency excludes', { role: 'admin' }, 'role-excluded'],
    ['a role the agency excludes, even to reconnect', { role: 'prospect', intent: 'reconnect', connectionId: 'c2', standing: twoWay }, 'role-excluded'],
    ['1-way blocks 2-way, upgrade is the way out', { standing: oneWay }, 'one-way-in-the-way / upgrade'],
    ['2-way blocks 1-way, disconnecting is the way out', { product: 'calendar-1way', standing: twoWay }, 'two-way-in-the-way / disconnect-first'],
    ['O09 a second Google account is offered as replace', { standing: twoWay }, 'already-connected / replace'],
    ['a broken one is offered as reconnect', { standing: { ...twoWay, state: 'broken' } }, 'broken / reconnect'],
    ['one that is being disconnected has to be waited for', { standing: { ...twoWay, state: 'removing' } }, 'being-disconnected / wait'],
    ['being disconnected, reconnect will not do either', { intent: 'reconnect', connectionId: 'c2', standing: { ...twoWay, state: 'removing' } }, 'being-disconnected / wait'],
    ['reconnect what stands', { intent: 'reconnect', connectionId: 'c2', standing: twoWay }, 'go'],
    ['reconnect what is broken', { intent: 'reconnect', connectionId: 'c2', standing: { ...twoWay, state: 'broken' } }, 'go'],
    ['reconnect another one', { intent: 'reconnect', connectionId: 'c9', standing: twoWay }, 'not-that-connection'],
    ['reconnect as another product', { intent: 'reconnect', connectionId: 'c1', standing: oneWay }, 'not-that-connection'],
    ['replace what stands', { intent: 'replace', connectionId: 'c2', standing: twoWay }, 'go'],
    ['replace nothing', { intent: 'replace', connectionId: 'c2' }, 'not-that-connection'],
    ['upgrade 1-way', { intent: 'upgrade', connectionId: 'c1', standing: oneWay }, 'go'],
    ['upgrade 2-way', { intent: 'upgrade', connectionId: 'c2', standing: twoWay }, 'not-an-upgrade'],
    ['upgrade to 1-way', { intent: 'upgrade', product: 'calendar-1way', connectionId: 'c2', standing: twoWay }, 'not-an-upgrade'],
  ];
  it.each(table)('%s', (_name, over, expected) => {
    expect(shown(over)).toBe(expected);
  });
});
