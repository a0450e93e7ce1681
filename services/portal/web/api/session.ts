import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { PortalSession } from '../../src/http/get-session.ts';
import { ask } from './ask.ts';

export type Session = PortalSession;
export type Person = NonNullable<Session['person']>;
export type Menu = Person['menus'][number];

export const sessionQuery = { queryKey: ['session'], queryFn: () => ask<Session>('GET', '/portal/session'), staleTime: 60_000 } as const;

export const useSessionQuery = (): UseQueryResult<Session> => useQuery(sessionQuery);

/** The session, where the shell has made sure that it is there. */
export function useSession(): Session {
  const { data } = useSessionQuery();
  if (data === undefined) throw new Error('the session is read before any page');
  return data;
}

/** The signed-in person, on pages behind the sign-in. */
export function usePerson(): Person {
  const { person } = useSession();
  if (person === null) throw new Error('this page is for signed-in people');
  return person;
}
