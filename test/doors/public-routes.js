import { routes as broker } from '@portal-sync/broker/app';
import { routes as connector } from '@portal-sync/connector/app';
import { routes as matcher } from '@portal-sync/matcher/app';
import { routes as trigger } from '@portal-sync/trigger/app';
/** Every route that the gateway passes on: all of `/v1`. A new route is in here by itself. */
export const PUBLIC_ROUTES = [...broker, ...connector, ...matcher, ...trigger].filter((route) => route.path.startsWith('/v1/'));
