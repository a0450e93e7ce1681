import { routes as broker } from '@portal-sync/broker/app';
import { routes as connector } from '@portal-sync/connector/app';
import type { Who } from '@portal-sync/contracts';
import { routes as matcher } from '@portal-sync/matcher/app';
import { routes as trigger } from '@portal-sync/trigger/app';

/** What the tests need to know of a route. */
export interface PublicRoute {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly who: Who;
  readonly body: unknown;
}

/** Every route that the gateway passes on: all of `/v1`. A new route is in here by itself. */
export const PUBLIC_ROUTES: readonly PublicRoute[] = [...broker, ...connector, ...matcher, ...trigger].filter((route) => route.path.startsWith('/v1/'));
