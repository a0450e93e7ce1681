import { lookThere, prefixOf } from '../look-at.ts';
import type { Matter, Values } from '../matter.ts';
import { acknowledge, intend, newValue, someFields } from '../new-values.ts';
import type { Stage } from '../stage.ts';
import { googleTimesOf } from '../times-of.ts';

/** A person changes it in Google's own pages. */
export async function editThere(stage: Stage, matter: Matter): Promise<void> {
  const values = Object.fromEntries(someFields(stage).map((field) => [field, newValue(stage, matter, field)]));
  const done = await writeThere(stage, matter, values);
  stage.tally.count(done ? 'edited there' : 'not in Google (yet)');
}

/** Writes values there, over what stands, as Google's pages do; false: there is nothing to edit. */
export async function writeThere(stage: Stage, matter: Matter, values: Partial<Values>, sawBefore?: Values): Promise<boolean> {
  const host = stage.members.find(({ agency, userId }) => agency.id === matter.agencyId && userId === matter.hostUserId);
  const seen = host === undefined ? undefined : await lookThere(stage, matter);
  if (host === undefined || seen === undefined || matter.eventId === null) return false;
  const writes = intend(matter, 'there', values, sawBefore ?? seen.values);
  const { title, when, ...texts } = values;
  const event = {
    ...texts,
    // A person leaves what stands before the title where it is.
    ...(title === undefined ? {} : { summary: `${prefixOf(seen.event, matter.tag)}${title}` }),
    ...(when === undefined ? {} : googleTimesOf(when, host.agency.zone)),
  };
  const done = await stage.product.google.act({ account: host.email, action: 'patch', eventId: matter.eventId, event, sendUpdates: 'none' }).then(() => true, () => false);
  // It went away between looking and writing: nothing was written.
  if (!done) matter.writes.splice(0, matter.writes.length, ...matter.writes.filter((write) => !writes.includes(write)));
  else acknowledge(writes);
  return done;
}
