import type { Matter } from './matter.ts';
import { pick, type Stage } from './stage.ts';
import { bookHere } from './operations/book-here.ts';
import { comeAndGo, connectAnother, pushAgain } from './operations/come-and-go.ts';
import { createThere } from './operations/create-there.ts';
import { editBoth } from './operations/edit-both.ts';
import { editHere } from './operations/edit-here.ts';
import { editThere } from './operations/edit-there.ts';
import { endHere } from './operations/end-here.ts';
import { endThere } from './operations/end-there.ts';
import { learnAppointments } from './operations/learn-appointments.ts';
import { expireSyncTokens, passAnHour, troubleGoogle, troubleNotifications } from './operations/trouble-google.ts';

type OnMatter = (stage: Stage, matter: Matter) => Promise<void>;

/** What the load consists of, and how often beside the others. */
const OPERATIONS: readonly (readonly [weight: number, run: (stage: Stage) => Promise<void>])[] = [
  [22, bookHere],
  [12, createThere],
  [22, (stage) => onOne(stage, editHere, isHere)],
  [16, (stage) => onOne(stage, editThere)],
  [10, (stage) => onOne(stage, editBoth, isHere)],
  [4, (stage) => onOne(stage, endHere, isHere)],
  [4, (stage) => onOne(stage, endThere)],
  [2, learnAppointments],
  [5, troubleGoogle],
  [1, troubleNotifications],
  [0.6, expireSyncTokens],
  [0.15, passAnHour],
  [0.5, connectAnother],
  [0.4, comeAndGo],
  [0.4, pushAgain],
];

const TOTAL = OPERATIONS.reduce((sum, [weight]) => sum + weight, 0);

/** Throws the dice once: the operation to run next. */
export function chooseOperation(stage: Stage): (stage: Stage) => Promise<void> {
  let thrown = stage.random.unit() * TOTAL;
  for (const [weight, run] of OPERATIONS) {
    thrown -= weight;
    if (thrown < 0) return run;
  }
  return bookHere;
}

const isHere = ({ appointmentId }: Matter): boolean => appointmentId !== null;

/** On something that nobody is at and that was not ended; what was made lately rather than what is old. */
async function onOne(stage: Stage, run: OnMatter, fits: (matter: Matter) => boolean = () => true): Promise<void> {
  const free = stage.matters.filter((matter) => !matter.busy && matter.madeAt !== null && matter.ending === null && fits(matter));
  const matter = pick(stage.random, stage.random.unit() < 0.6 ? free.slice(-20) : free);
  if (matter === undefined) return;
  matter.busy = true;
  try {
    await run(stage, matter);
  } finally {
    matter.busy = false;
  }
}
