import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { AppError, type MakeId } from '@portal-sync/kernel';
import { plainErrorPage } from '../http/error-page.ts';
import { AGAIN_S, toProblem } from '../http/problem.ts';

export interface StartingDoor {
  readonly handler: RequestListener;
  /** Hands every request to the app from now on. */
  open(app: RequestListener): void;
}

/**
 * What a process answers while what it stands on is not there yet: alive, not ready and why, and to everything else 503 with a time to come again.
 * `why` names engines and no addresses.
 */
export function createStartingDoor({ why, makeId }: { why: () => string | undefined; makeId: MakeId }): StartingDoor {
  let app: RequestListener | undefined;
  const starting = (request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '/').split('?')[0];
    if (path === '/livez') return answer(response, 200, JSON_TYPE, { status: 'ok', checks: {} });
    if (path === '/readyz') {
      const reason = why();
      return answer(response, 503, JSON_TYPE, { status: 'failing', checks: { started: 'failing' }, ...(reason === undefined ? {} : { reasons: { started: reason } }) });
    }
    response.setHeader('retry-after', AGAIN_S);
    const problem = toProblem(new AppError('unavailable', { detail: 'It is starting. Try again in a moment.' }), makeId());
    // A person in a browser, or a program.
    if (!String(request.headers.accept).includes('text/html')) return answer(response, 503, 'application/problem+json', problem);
    void Promise.resolve(plainErrorPage(problem, undefined as never)).then((page) => answer(response, 503, 'text/html; charset=utf-8', page.body));
  };
  return {
    handler: (request, response) => (app ?? starting)(request, response),
    open(opened) {
      app = opened;
    },
  };
}

const JSON_TYPE = 'application/json';

function answer(response: ServerResponse, status: number, type: string, body: unknown): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
