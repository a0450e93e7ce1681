import type { MakeId } from '@portal-sync/kernel';
import { AppError } from '@portal-sync/kernel';
import express, { Router, type Request, type Response } from 'express';
import type { Route } from '../route.ts';
import type { Incoming } from './incoming.ts';
import { checkContentType } from './parse-body.ts';
import { createPipeline, type PipelineOptions, type Transport } from './pipeline.ts';
import { createRateLimits, DEFAULT_RATE_LIMITS, type RateLimits } from './rate-limits.ts';
import { sendResponse } from './send-response.ts';

export interface MountOptions<D> extends PipelineOptions<D> {
  /** Name of the service; stands in logs only. */
  readonly service: string;
  readonly makeId: MakeId;
  readonly limits?: Partial<RateLimits> | undefined;
}

/** Routes on Express. A request whose path no route has goes on to the next handler. */
export function mountRoutes<D>(options: MountOptions<D>): Router {
  const orphan = options.store === undefined ? options.routes.find((route) => route.idempotent) : undefined;
  if (orphan !== undefined) throw new Error(`${orphan.id} is idempotent, but ${options.service} gave no store for the keys`);
  const log = options.log.child({ service: options.service });
  const pipeline = createPipeline({ ...options, log });
  const admit = createRateLimits({ ...DEFAULT_RATE_LIMITS, ...options.limits });
  const router = Router();
  router.use(async (request, response, next) => {
    const incoming = incomingOf(request, options.makeId);
    response.setHeader('x-request-id', incoming.requestId);
    const transport: Transport = {
      caller: undefined,
      admit: (route, key, caller) => admit(request, response, route, key, caller),
      hasBody: () => request.headers['transfer-encoding'] !== undefined || (request.headers['content-length'] ?? '0') !== '0',
      async readBody(route) {
        checkContentType(route.consumes, incoming.headers);
        return readBytes(request, response, route);
      },
    };
    const startedAt = options.clock.now();
    const answer = await pipeline.answer(incoming, transport);
    if (answer === undefined) return next();
    log.debug({ requestId: incoming.requestId, method: incoming.method, status: answer.status, ms: options.clock.now() - startedAt }, 'request answered');
    await sendResponse(response, answer);
  });
  return router;
}

const ID = /^[\w-]{8,64}$/;

/** A request id that came along is kept, so that one stays the same through the gateway and behind it. */
function incomingOf(request: Request, makeId: MakeId): Incoming {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  const given = headers['x-request-id'];
  return {
    method: request.method,
    url: request.originalUrl,
    headers,
    remote: request.ip ?? 'unknown',
    requestId: given !== undefined && ID.test(given) ? given : makeId(),
  };
}

async function readBytes(request: Request, response: Response, route: Route<never>): Promise<Uint8Array> {
  const read = express.raw({ type: () => true, limit: route.bodyLimit, inflate: false });
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(asAppError(error))));
  });
  const body: unknown = request.body;
  return body instanceof Uint8Array ? body : new Uint8Array();
}

function asAppError(error: unknown): Error {
  const status = (error as { status?: unknown }).status;
  if (status === 413) return new AppError('too-large', { cause: error });
  if (status === 415) return new AppError('unsupported-media-type', { cause: error });
  return new AppError('bad-request', { cause: error });
}
