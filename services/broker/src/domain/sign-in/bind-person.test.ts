import { describe, expect, it } from 'vitest';
import { bindPerson, googleVouchesFor, type GoogleIdentity } from './bind-person.ts';

const gmail: GoogleIdentity = { sub: 's1', email: 'ann@gmail.com', emailVerified: true, hd: null, name: 'Ann' };
type Seen = Parameters<typeof bindPerson>[0];
const seen = (over: Partial<Seen>): Seen => ({ identity: gmail, bound: undefined, invitation: null, invitedByEmail: [], ...over });
const shown = (over: Partial<Seen>): string => {
  const decision = bindPerson(seen(over));
  return decision.kind === 'refuse' ? decision.reason : `${decision.kind} ${decision.userId}`;
};
const ann = { id: 'ann', sub: null };
const bob = { id: 'bob', sub: 's1' };
const eve = { id: 'eve', sub: 's9' };

describe('which of the agency’s people signs in', () => {
  const table: [string, Partial<Seen>, string][] = [
    ['bound before', { bound: bob }, 'known bob'],
    ['invited by this gmail address', { invitedByEmail: [ann] }, 'bind ann'],
    ['nobody is invited under the address', {}, 'unknown-person'],
    ['two are invited under the address', { invitedByEmail: [ann, { id: 'ann2', sub: null }] }, 'unknown-person'],
    ['the invited person uses another Google account', { invitedByEmail: [eve] }, 'other-account'],
    ['an address Google has not verified', { identity: { ...gmail, emailVerified: false }, invitedByEmail: [ann] }, 'unknown-person'],
    ['an address of a domain Google does not vouch for', { identity: { ...gmail, email: 'ann@corp.example' }, invitedByEmail: [ann] }, 'unknown-person'],
    ['an address of the Workspace domain', { identity: { ...gmail, email: 'ann@corp.example', hd: 'corp.example' }, invitedByEmail: [ann] }, 'bind ann'],
    ['an address of another Workspace domain', { identity: { ...gmail, email: 'ann@corp.example', hd: 'evil.example' }, invitedByEmail: [ann] }, 'unknown-person'],
    ['an invitation link, whatever the address', { identity: { ...gmail, email: 'x@y.example' }, invitation: { user: ann } }, 'bind ann'],
    ['a link that was used, by a stranger', { invitation: { user: undefined } }, 'link-used'],
    ['a link that was used, by somebody known', { invitation: { user: undefined }, bound: bob }, 'known bob'],
    ['one’s own link again', { invitation: { user: bob }, bound: bob }, 'known bob'],
    ['somebody else’s link, by somebody known here', { invitation: { user: ann }, bound: bob }, 'other-account'],
    ['a link of a person who uses another account', { invitation: { user: eve } }, 'other-account'],
  ];
  it.each(table)('%s', (_name, over, expected) => {
    expect(shown(over)).toBe(expected);
  });
  it('an account without an address is vouched for by nobody', () => {
    expect(googleVouchesFor({ ...gmail, email: null })).toBe(false);
  });
});
