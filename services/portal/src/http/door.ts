import { AppError } from '@portal-sync/kernel';
import { toProblem } from '@portal-sync/runtime';
import type { RequestHandler } from 'express';
import type { Deps } from '../deps.ts';
import { isPlainPath } from '../domain/gateway-table.ts';
import { addressOfHost } from '../domain/origin-of-host.ts';

/** Routes for our own machinery: asked by address of the machine, never at an agency's. */
const isInner = (path: string): boolean => path === '/livez' || path === '/readyz' || path.startsWith('/internal/');

const PROBLEM = { 'cache-control': 'no-store', 'content-type': 'application/problem+json' };
const notFound = JSON.stringify(toProblem(new AppError('not-found'), 'none'));

/** Stands before everything: an agency's address opens pages and API, any other only what our own machinery asks. Everything else is a blank 404. */
export const createDoor = (deps: Pick<Deps, 'agencies' | 'log'>): RequestHandler =>
  (request, response, next) => {
    const path = request.originalUrl.split('?')[0] ?? '/';
    const blank = (status: number): void => void response.writeHead(status, { 'cache-control': 'no-store' }).end();
    const open = async (): Promise<void> => {
      const address = addressOfHost(request.headers.host);
      const agency = address === undefined || (isInner(path) && isMachine(address.origin)) ? undefined : await deps.agencies.byOrigin(address.origin);
      if ((agency !== undefined) === isInner(path)) return blank(404);
      // A path that a service behind us might read as another one goes no further. What our own machinery asks is answered here: keys in it may hold any sign.
      if (isInner(path) || isPlainPath(path)) return next();
      return path.startsWith('/v1/') ? void response.writeHead(404, PROBLEM).end(notFound) : blank(404);
    };
    open().catch((error: unknown) => {
      deps.log.error({ error }, 'whose address this is could not be told');
      blank(503);
    });
  };

/** A name no agency has (a bare address, or a name without a dot): probes must not wait for the broker. */
const isMachine = (origin: string): boolean => /^https?:\/\/(?:\d{1,3}(?:\.\d{1,3}){3}|[a-z0-9-]+)(?::\d+)?$/.test(origin);
