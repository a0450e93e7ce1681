import { lookHere, lookThere } from '../look-at.ts';
import { FIELDS, type Matter } from '../matter.ts';
import { newValue } from '../new-values.ts';
import { pick, type Stage } from '../stage.ts';
import { writeHere } from './edit-here.ts';
import { writeThere } from './edit-there.ts';

/** The same record is edited on both sides at nearly the same time: two fields that both must survive, or one for which the policy decides. */
export async function editBoth(stage: Stage, matter: Matter): Promise<void> {
  const here = await lookHere(stage, matter);
  const there = await lookThere(stage, matter);
  if (here === undefined || there === undefined || here.appointment.status === 'cancelled') return stage.tally.count('not on both sides (yet)');
  const ours = pick(stage.random, FIELDS) ?? 'title';
  const same = stage.random.unit() < 0.4;
  const theirs = same ? ours : (pick(stage.random, FIELDS.filter((field) => field !== ours)) ?? 'when');
  // Neither knows of the other: what they saw is what stood before both.
  await Promise.all([
    writeHere(stage, matter, { [ours]: newValue(stage, matter, ours) }, here.values),
    writeThere(stage, matter, { [theirs]: newValue(stage, matter, theirs) }, there.values),
  ]);
  stage.tally.count(same ? 'edited on both sides: the same field' : 'edited on both sides: different fields');
}
