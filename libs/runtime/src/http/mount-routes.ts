import type { MakeId } from '@portal-sync/kernel';
import { AppError } from '@portal-sync/kernel';
import { Router, type Request } from 'express';
import rawBody from 'raw-body';
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
        return readBytes(request, route.bodyLimit);
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

/** The body's bytes. What is over the limit is not kept; the rest of it flows away unread, so that the answer reaches a sender who is still writing. */
async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  try {
    const announced = request.headers['content-length'];
    return await rawBody(request, { limit, ...(announced === undefined ? {} : { length: announced }) });
  } catch (error) {
    request.resume();
    throw new AppError((error as { status?: unknown }).status === 413 ? 'too-large' : 'bad-request', { cause: error });
  }
}
