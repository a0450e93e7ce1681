import type { Connection, Role, User } from '@portal-sync/contracts';
import { useQuery } from '@tanstack/react-query';
import { readAll } from './pages-of.ts';

/** How many connections people of each role have. For admins. */
export const useConnectionCounts = () =>
  useQuery({
    queryKey: ['connections', 'by-role'],
    queryFn: async ({ signal }) => {
      const [connections, people] = await Promise.all([readAll<Connection>('/v1/connections', {}, { signal }), readAll<User>('/v1/users', {}, { signal })]);
      const roles = new Map(people.map((person) => [person.id, person.role]));
      const counts: Partial<Record<Role, number>> = {};
      for (const { userId } of connections) {
        const role = roles.get(userId);
        if (role !== undefined) counts[role] = (counts[role] ?? 0) + 1;
      }
      return counts;
    },
  });
