import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import { mountRoutes, type MountOptions } from './mount-routes.ts';
import { problemResponse, toProblem } from './problem.ts';
import { sendResponse } from './send-response.ts';

export interface ServiceAppOptions<D> extends MountOptions<D> {
  /** Express's `trust proxy`: whose `X-Forwarded-For` is believed. Nobody's by default. */
  readonly trustProxy?: boolean | number | string | undefined;
  /** Handlers that are no routes (a gateway, built pages): added after the routes, before the blank 404. */
  readonly use?: ((app: Express) => void) | undefined;
}

/** The Express app of a service: safe headers, its routes, a blank 404, and one place for errors. A page's own CSP header replaces the strict one. */
export function createServiceApp<D>(options: ServiceAppOptions<D>): Express {
  const app = express();
  app.disable('etag');
  app.set('trust proxy', options.trustProxy ?? false);
  app.set('query parser', false);
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { 'default-src': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'"], 'frame-ancestors': ["'none'"] },
      },
      referrerPolicy: { policy: 'no-referrer' },
    }),
  );
  app.use(mountRoutes(options));
  options.use?.(app);
  app.use((_request, response) => void response.status(404).setHeader('cache-control', 'no-store').end());
  app.use(lastResort(options));
  return app;
}

/** What threw outside the pipeline: a handler of `use`, or an answer that broke off while it was sent. */
function lastResort<D>(options: ServiceAppOptions<D>): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const requestId = String(response.getHeader('x-request-id') ?? options.makeId());
    options.log.error({ requestId, error }, 'request failed outside the routes');
    if (response.headersSent) return void response.destroy();
    void sendResponse(response, problemResponse(toProblem(error, requestId), false));
  };
}
