import { describe, expect, it } from 'vitest';
import { abandonGrant, beginRevoking, endRevoking, joinGrant, leaveGrant, loseGrant, newGrant, passGrant, type Grant } from './count-grant.ts';

const at = { now: 1000, askedAt: 900 };
const held = (...holders: string[]): Grant => ({ ...newGrant('p', 's'), holders });
const revoking = (inFlightUntil: number | null): Grant => ({ ...newGrant('p', 's'), revoking: { taskId: 't', inFlightUntil } });

describe('counting who uses a grant', () => {
  it('joining twice counts once, so an action may run again', () => {
    expect(joinGrant(held('a'), 'a', at)?.holders).toEqual(['a']);
  });
  it('only the last one revokes', () => {
    const first = leaveGrant(held('a', 'b'), 'a', 't1');
    expect([first.last, first.grant.revoking]).toEqual([false, null]);
    const second = leaveGrant(first.grant, 'b', 't2');
    expect([second.last, second.grant.revoking?.taskId]).toEqual([true, 't2']);
  });
  it('leaving again, or without having been counted, revokes nothing', () => {
    expect(leaveGrant(newGrant('p', 's'), 'a', 't').last).toBe(false);
    expect(leaveGrant(held('b'), 'a', 't')).toEqual({ grant: held('b'), last: false });
  });
  it('who comes before the revocation has begun calls it off', () => {
    const joined = joinGrant(revoking(null), 'b', at);
    expect(joined).toMatchObject({ holders: ['b'], revoking: null });
    expect(beginRevoking(joined as Grant, 't', 2000)).toBeUndefined();
  });
  it('who comes while it is in flight has to ask Google again', () => {
    const begun = beginRevoking(revoking(null), 't', 2000) as Grant;
    expect(joinGrant(begun, 'b', at)).toBeUndefined();
    expect(joinGrant(begun, 'b', { now: 2000, askedAt: 1999 })).toBeDefined();
  });
  it('who asked Google before a revocation ended has to ask again; who asked after need not', () => {
    const ended = endRevoking(beginRevoking(revoking(null), 't', 2000) as Grant, 't', 950);
    expect(ended.revoking).toBeNull();
    expect(joinGrant(ended, 'b', { now: 1000, askedAt: 900 })).toBeUndefined();
    expect(joinGrant(ended, 'b', { now: 1000, askedAt: 960 })).toBeDefined();
  });
  it('a failed revocation stays to be done, a foreign one is left alone', () => {
    expect(endRevoking(revoking(5), 't', null).revoking).toEqual({ taskId: 't', inFlightUntil: null });
    expect(endRevoking(revoking(5), 'other', 7)).toEqual(revoking(5));
  });
  it('a pending consent and its connection count as one', () => {
    expect(passGrant(held('session/1', 'x'), 'session/1', 'connection/1').holders).toEqual(['x', 'connection/1']);
  });
  it('tokens nobody will use are revoked only where nobody uses the grant', () => {
    expect(abandonGrant(held('a'), 't').last).toBe(false);
    expect(abandonGrant(newGrant('p', 's'), 't').last).toBe(true);
  });
  it('a dead holder leaves without revoking, and does not count any more', () => {
    const left = loseGrant(held('dead', 'b'), 'dead');
    expect(left.revoking).toBeNull();
    expect(leaveGrant(left, 'b', 't').last).toBe(true);
  });
});
