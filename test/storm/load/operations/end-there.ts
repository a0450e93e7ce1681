import { lookThere } from '../look-at.ts';
import type { Ending, Matter } from '../matter.ts';
import type { Stage } from '../stage.ts';
import { seesAll } from '../standing.ts';

/** A person deletes it in Google. */
export async function endThere(stage: Stage, matter: Matter): Promise<void> {
  const host = stage.members.find(({ agency, userId }) => agency.id === matter.agencyId && userId === matter.hostUserId);
  const seen = host === undefined ? undefined : await lookThere(stage, matter);
  if (host === undefined || seen === undefined || matter.eventId === null) return stage.tally.count('not in Google (yet)');
  const ending: Ending = { side: 'there', certain: seesAll(matter, seen.values), ackedAt: null };
  const done = await stage.product.google.act({ account: host.email, action: 'delete', eventId: matter.eventId, sendUpdates: 'none' }).then(() => true, () => false);
  if (!done) return;
  matter.ending = { ...ending, ackedAt: Date.now() };
  stage.tally.count('deleted there');
}
