import { isApiPath } from '../core/api/dispatch.ts';
import { ControlError } from '../core/control/control-error.ts';
import { accountRoutes } from './control/accounts.ts';
import { eventRoutes } from './control/events.ts';
import { faultRoutes } from './control/faults.ts';
import { importRoutes } from './control/import.ts';
import { ledgerRoutes } from './control/ledgers.ts';
import { oauthRoutes } from './control/oauth.ts';
import { seedRoutes } from './control/seed.ts';
import { markup, page } from './pages/html.ts';
import { pageRoutes } from './pages/routes.ts';
import { html, json } from './plain.ts';
import type { PlainRequest, PlainResponse } from './plain.ts';
import { findFaceRoute } from './route.ts';
import type { Face, FaceRoute } from './route.ts';

const ROUTES: readonly FaceRoute[] = [
  ...accountRoutes,
  ...eventRoutes,
  ...faultRoutes,
  ...importRoutes,
  ...ledgerRoutes,
  ...oauthRoutes,
  ...seedRoutes,
  ...pageRoutes,
];

function callCore(face: Face, request: PlainRequest): PlainResponse {
  const { status, headers, body, delayMs, dropped } = face.google.handle(request);
  return {
    status,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(dropped ? { dropped } : {}),
  };
}

/** Everything this origin answers, from plain request to plain response: Calendar and OAuth, pages, control. */
export function answer(face: Face, request: PlainRequest): PlainResponse {
  if (isApiPath(request.path)) return callCore(face, request);
  const found = findFaceRoute(ROUTES, request);
  if (!found) return request.path.startsWith('/_control/') ? json(404, { error: 'There is no such control route.' }) : html(404, page('Not found', markup`<h1>There is nothing here.</h1><p><a href="/">To the accounts</a></p>`));
  try {
    return found.route.handle(face, request, found.args);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    if (request.path.startsWith('/_control/')) return json(error.status, { error: error.message });
    return html(error.status, page('Not found', markup`<h1>${error.message}</h1><p><a href="/">Back to the accounts</a></p>`));
  }
}
