import type { Account } from '../accounts.ts';
import type { Caller } from '../calendar/access.ts';
import { CALENDAR_ROUTES } from '../api/calendar-routes.ts';
import { errorBody, GoogleError } from '../api/google-error.ts';
import { matchTemplate, segmentsOf } from '../api/match.ts';
import type { ApiRequest } from '../api/request.ts';
import { notifyTouched } from '../watch/delivery.ts';
import type { World } from '../world.ts';

/** The person in Google's own app: may do all the calendar lets them, with no token, quota, fault or ledger row. */
export const personCaller = (account: Account): Caller => ({
  sub: account.sub,
  clientId: '',
  project: '',
  scopes: ['https://www.googleapis.com/auth/calendar'],
});

/** A Calendar call made by a person in Google's own pages. */
export function asPerson(world: World, account: Account, request: ApiRequest): { status: number; body: unknown } {
  const segments = segmentsOf(request.path.replace(/^\/calendar\/v3\//, '')) ?? [];
  for (const route of CALENDAR_ROUTES) {
    const args = route.method === request.method ? matchTemplate(route.template, segments) : undefined;
    if (!args) continue;
    try {
      const { status, body } = route.handle({ world, request, args, stale: false, caller: personCaller(account) });
      notifyTouched(world);
      return { status, body };
    } catch (error) {
      if (error instanceof GoogleError) return { status: error.status, body: errorBody(error) };
      throw error;
    }
  }
  return { status: 404, body: { error: { code: 404, message: 'No such method' } } };
}
