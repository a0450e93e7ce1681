import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.ts';

/** A failure that trying again may mend. */
const mayPass = (error: unknown): boolean => !(error instanceof Problem) || ['offline', 'unavailable', 'upstream-failed', 'too-many-requests'].includes(error.code);

/** The cache of what was read. A session that has ended is looked at anew, which shows the sign-in page. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown): void => {
    if (error instanceof Problem && error.code === 'not-signed-in') void client.invalidateQueries({ queryKey: ['session'] });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => count < 2 && mayPass(error),
        retryDelay: (count) => 400 * 2 ** count,
        // Without a line, what was read stays on screen and is read again when the line is back.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
