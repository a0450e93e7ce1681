import { connectMember, disconnectMember, pushExisting } from '../connect-member.ts';
import { pick, type Stage } from '../stage.ts';

/** Somebody connects for the first time while the storm is on, and pushes what was booked for them. */
export async function connectAnother(stage: Stage): Promise<void> {
  const late = stage.members.find((member) => member.kind === 'late' && member.connectionId === null && !stage.onTheWay.has(member));
  if (late === undefined) return;
  await away(stage, late, async () => {
    await connectMember(stage, late);
    await pushExisting(stage, late);
  });
}

/** Somebody disconnects, keeps what stands in Google, comes back, and pushes what was booked meanwhile. */
export async function comeAndGo(stage: Stage): Promise<void> {
  const rover = pick(stage.random, stage.members.filter((member) => member.kind === 'rover' && member.connectionId !== null && !stage.onTheWay.has(member)));
  if (rover === undefined) return;
  await away(stage, rover, async () => {
    await disconnectMember(stage, rover);
    await connectMember(stage, rover);
    await pushExisting(stage, rover);
  });
}

async function away(stage: Stage, member: Stage['members'][number], way: () => Promise<void>): Promise<void> {
  stage.onTheWay.add(member);
  try {
    await way();
  } finally {
    stage.onTheWay.delete(member);
  }
}

/** Somebody pushes everything again, which must change nothing. */
export async function pushAgain(stage: Stage): Promise<void> {
  const member = pick(stage.random, stage.members.filter(({ connectionId }) => connectionId !== null));
  if (member !== undefined && !stage.onTheWay.has(member)) await pushExisting(stage, member);
}
