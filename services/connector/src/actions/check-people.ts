import { AppError, type Issue } from '@portal-sync/kernel';
import type { Deps } from '../deps.ts';
import { hasOwnCalendar } from '../domain/own-calendar.ts';
import { findContact } from './keep-contact.ts';
import { findUser } from './keep-user.ts';

export interface NamedPeople {
  readonly hostUserId?: string | undefined;
  readonly staffUserIds?: readonly string[] | undefined;
  readonly memberIds?: readonly string[] | undefined;
  readonly userId?: string | null | undefined;
  readonly contactId?: string | null | undefined;
}

/**
 * Refuses names of people whom this agency does not have (`invalid`, naming the fields): an id of another agency is one of these.
 * Cards that we lack are read from their owners, so this stands before a transaction. Rejects with `unavailable` when an owner does not answer.
 */
export async function checkPeople(deps: Deps, agencyId: string, people: NamedPeople): Promise<void> {
  const works = async (userId: string): Promise<boolean> => {
    const user = await findUser(deps, agencyId, userId);
    return user !== undefined && hasOwnCalendar(user);
  };
  const issues: Issue[] = [];
  const say = (path: string, message: string) => void issues.push({ path: `body.${path}`, message });
  for (const field of ['hostUserId', 'userId'] as const) {
    const userId = people[field];
    if (userId !== undefined && userId !== null && !(await works(userId))) say(field, 'is nobody who works at this agency');
  }
  for (const field of ['staffUserIds', 'memberIds'] as const) {
    for (const [at, userId] of (people[field] ?? []).entries()) if (!(await works(userId))) say(`${field}.${at}`, 'is nobody who works at this agency');
  }
  const { contactId } = people;
  if (contactId !== undefined && contactId !== null && (await findContact(deps, agencyId, contactId)) === undefined) {
    say('contactId', 'is no contact of this agency');
  }
  if (issues.length > 0) throw new AppError('invalid', { issues });
}
