import { defineRoute, type PlainRequest, type PlainResponse } from '@portal-sync/runtime';
import { z } from 'zod';
import { takeGoogleState } from '../../actions/connect/take-google-state.ts';
import type { Deps } from '../../deps.ts';
import { readBrowserCookie } from '../../domain/connect/browser-cookie.ts';
import { endPage } from '../../pages/end-page.ts';
import { connectCameBack } from './connect-came-back.ts';
import { refuseState } from './refuse-state.ts';
import { signInCameBack } from './sign-in-came-back.ts';

const callbackQuery = z.object({
  state: z.string().max(500).optional(),
  code: z.string().max(2000).optional(),
  error: z.string().max(200).optional(),
  iss: z.string().max(300).optional(),
});
/** What Google sent, apart from the state. */
export type CameBack = Omit<z.output<typeof callbackQuery>, 'state'>;

/** Where Google sends every browser back. The state is used up before anything else is looked at; it says what this was. */
export const googleCallback = defineRoute({
  id: 'googleCallback',
  method: 'GET',
  path: '/google/callback',
  summary: 'Google\'s answer to a consent or a sign-in',
  who: 'anyone',
  query: callbackQuery,
  errors: 'page',
  answers: { 200: undefined, 302: undefined, 303: undefined, 403: undefined, 404: undefined, 409: undefined, 410: undefined, 502: undefined, 503: undefined },
  async handle(request, deps: Deps): Promise<PlainResponse> {
    const cookie = readBrowserCookie(request.headers['cookie'], deps.settings.BROKER_PUBLIC_URL.startsWith('https:'));
    const { state: text, ...cameBack } = request.query;
    const taken = await takeGoogleState(deps, text, cookie);
    if (taken.verdict === 'unknown') return unknownState(deps, request);
    const { verdict, state } = taken;
    if (verdict !== 'good') return refuseState(deps, state, verdict, request.requestId);
    return state.flow === 'connect' ? connectCameBack(deps, state, cameBack, request.requestId) : signInCameBack(deps, state, cameBack, request.requestId);
  },
});

function unknownState(deps: Deps, request: Pick<PlainRequest, 'requestId'>): PlainResponse {
  deps.log.info({ requestId: request.requestId }, 'a callback came with a state we do not know');
  return endPage(deps, { end: 'unknown', agency: undefined, session: undefined, retry: null, backTo: null, requestId: request.requestId });
}
