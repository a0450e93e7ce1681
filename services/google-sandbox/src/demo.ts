import type { Seed } from './http/control/seed.ts';

/** Accounts to play with when the sandbox runs alone. */
export const demo: Seed = {
  accounts: [
    { email: 'alice@gmail.com', name: 'Alice Example', sub: '100000000000000000001', calendars: [{ summary: 'Family' }] },
    { email: 'bob@salon.example', name: 'Bob Example', sub: '100000000000000000002', hd: 'salon.example', calendars: [{ summary: 'Treatment room' }] },
    { email: 'carol@gmail.com', name: 'Carol Example', sub: '100000000000000000003' },
  ],
};
