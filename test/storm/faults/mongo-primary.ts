import type { EngineMember, RunningMongo } from '@portal-sync/local-engines';
import { MongoClient, MongoServerError } from 'mongodb';

/** The member that is primary now; undefined while there is none. */
export async function primaryOf({ members }: RunningMongo): Promise<EngineMember | undefined> {
  for (const member of members) {
    const is = await askMember(member, { hello: 1 }).then(({ isWritablePrimary }) => isWritablePrimary === true, () => false);
    if (is) return member;
  }
  return undefined;
}

/** The primary gives up being it; another is chosen. False where it refuses: it is at it already, or nobody has caught up with it. */
export const stepDown = (primary: EngineMember): Promise<boolean> =>
  askMember(primary, { replSetStepDown: 10, secondaryCatchUpPeriodSecs: 5 }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof MongoServerError) return false;
      throw error;
    },
  );

/** Asks a member itself, past every link. */
async function askMember({ port }: EngineMember, command: object): Promise<Record<string, unknown>> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true&serverSelectionTimeoutMS=1000`);
  try {
    return await client.db('admin').command(command);
  } finally {
    await client.close();
  }
}
