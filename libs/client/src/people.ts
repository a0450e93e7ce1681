import { agency, invitation, user, type Agency, type agencyChange, type newUser, type User, type userChange } from '@portal-sync/contracts';
import { z } from 'zod';
import { path, type CallApi } from './call-api.ts';
import { listOf } from './pages.ts';

const leaving = z.object({ waitingFor: z.array(z.string()) });

export const peopleApi = (call: CallApi) => ({
  agency: (agencyId: string): Promise<Agency> => call('GET', path`/v1/agencies/${agencyId}`, { answer: agency }),
  changeAgency: (agencyId: string, body: z.input<typeof agencyChange>, version: number): Promise<Agency> =>
    call('PATCH', path`/v1/agencies/${agencyId}`, { body, version, answer: agency }),
  users: (query: { role?: User['role'] } = {}) => listOf(call, '/v1/users', user, query),
  user: (userId: string): Promise<User> => call('GET', path`/v1/users/${userId}`, { answer: user }),
  createUser: (body: z.input<typeof newUser>, options: { idempotencyKey?: string } = {}): Promise<User> =>
    call('POST', '/v1/users', { body, ...options, answer: user }),
  changeUser: (userId: string, body: z.input<typeof userChange>): Promise<User> => call('PATCH', path`/v1/users/${userId}`, { body, answer: user }),
  /** Ends sessions and connections; goes on behind the answer until every service named in `waitingFor` is done. */
  removeUser: (userId: string): Promise<z.output<typeof leaving>> => call('DELETE', path`/v1/users/${userId}`, { answer: leaving }),
  /** A one-use link that binds the person's Google account at first sign-in. */
  invite: (userId: string): Promise<z.output<typeof invitation>> => call('POST', path`/v1/users/${userId}/invitations`, { answer: invitation }),
});
