/** Who uses what one Google account granted to one Google project. */
export interface Grant {
  project: string;
  sub: string;
  /** `connection/{id}` and, for pending consents, `session/{id}`. */
  holders: string[];
  /** The last holder left: this task revokes at Google. `inFlightUntil` is set while it speaks to Google. */
  revoking: { taskId: string; inFlightUntil: number | null } | null;
  revokedAt: number | null;
}

/** What stands when nobody has been counted yet. */
export const newGrant = (project: string, sub: string): Grant => ({ project, sub, holders: [], revoking: null, revokedAt: null });

/**
 * A holder joins with tokens that were asked for at `askedAt` (ms). Undefined: those tokens may be dead, because the last holder before is
 * being revoked now, or was after we asked. A revocation that has not begun is called off instead: it is not the last any more.
 */
export function joinGrant(grant: Grant, holder: string, at: { readonly now: number; readonly askedAt: number }): Grant | undefined {
  const inFlight = grant.revoking !== null && grant.revoking.inFlightUntil !== null && grant.revoking.inFlightUntil > at.now;
  const revokedSince = grant.revokedAt !== null && grant.revokedAt > at.askedAt;
  if (inFlight || revokedSince) return undefined;
  return { ...grant, holders: [...new Set([...grant.holders, holder])], revoking: null };
}

/** A pending consent becomes a connection: one holder takes the place of the other. */
export const passGrant = (grant: Grant, from: string, to: string): Grant => ({
  ...grant,
  holders: [...new Set([...grant.holders.filter((holder) => holder !== from), to])],
});

/** A holder leaves. `last`: nobody uses the grant any more, so task `taskId` may revoke it. Who held nothing never revokes. */
export function leaveGrant(grant: Grant, holder: string, taskId: string): { readonly grant: Grant; readonly last: boolean } {
  const holders = grant.holders.filter((other) => other !== holder);
  const last = holders.length === 0 && grant.holders.length > 0;
  return { grant: { ...grant, holders, revoking: last ? { taskId, inFlightUntil: null } : grant.revoking }, last };
}

/** A holder whose token is dead at Google leaves: there is nothing to revoke. */
export const loseGrant = (grant: Grant, holder: string): Grant => ({ ...grant, holders: grant.holders.filter((other) => other !== holder) });

/** Tokens that never came into use: revoke them if nobody uses the grant. */
export function abandonGrant(grant: Grant, taskId: string): { readonly grant: Grant; readonly last: boolean } {
  if (grant.holders.length > 0) return { grant, last: false };
  return { grant: { ...grant, revoking: { taskId, inFlightUntil: null } }, last: true };
}

/** The task begins to speak to Google. Undefined: it was called off. */
export function beginRevoking(grant: Grant, taskId: string, until: number): Grant | undefined {
  if (grant.revoking?.taskId !== taskId || grant.holders.length > 0) return undefined;
  return { ...grant, revoking: { taskId, inFlightUntil: until } };
}

/** Google answered the task (`revokedAt`), or did not (null: again later). */
export function endRevoking(grant: Grant, taskId: string, revokedAt: number | null): Grant {
  if (grant.revoking?.taskId !== taskId) return grant;
  return revokedAt === null
    ? { ...grant, revoking: { taskId, inFlightUntil: null } }
    : { ...grant, revoking: null, revokedAt };
}
