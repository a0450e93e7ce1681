import { AppError } from '@portal-sync/kernel';
import { defineRoute, type StreamBody } from '@portal-sync/runtime';
import { findSession } from '../actions/find-session.ts';
import type { Deps } from '../deps.ts';
import { SIGNED_IN } from './authenticate.ts';

/** Server-sent events: which collection changed, as far as this person may know it. */
export const readLive = defineRoute({
  id: 'readLive',
  method: 'GET',
  path: '/portal/live',
  summary: 'Live updates',
  who: SIGNED_IN,
  answers: { 200: undefined },
  async handle(request, deps: Deps) {
    const session = await findSession(deps, request.headers);
    if (session === undefined || request.caller.kind !== 'user') throw new AppError('not-signed-in');
    const reader = { sessionId: session.id, caller: request.caller };
    const stillGood = async (): Promise<boolean> => (await findSession(deps, request.headers)) !== undefined;
    const body: StreamBody = (signal) => deps.live.read(reader, { signal, stillGood });
    return { status: 200, headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }, body };
  },
});
