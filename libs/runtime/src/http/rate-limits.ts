import type { Caller } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Route } from '../route.ts';

/** Requests per minute and caller, by the kind of caller; a route's own `rateLimit` goes before these. `Infinity` sets no limit. */
export interface RateLimits {
  readonly user: number;
  readonly platform: number;
  /** Per remote address; IPv6 per /56. */
  readonly anyone: number;
}

export const DEFAULT_RATE_LIMITS: RateLimits = { user: 1_200, platform: 12_000, anyone: 600 };

interface Counted {
  readonly key: string;
  readonly limit: number;
}

/**
 * Counts requests in this process (each replica counts its own) and writes the `RateLimit` and `RateLimit-Policy` headers of
 * draft-ietf-httpapi-ratelimit-headers; beyond the limit also `Retry-After`, and rejects with `too-many-requests`.
 */
export function createRateLimits(limits: RateLimits) {
  const counted = new WeakMap<Request, Counted>();
  const of = (request: Request): Counted => counted.get(request) as Counted;
  const refusals = new WeakMap<Request, AppError>();
  const middleware = rateLimit({
    windowMs: 60_000,
    limit: (request) => of(request).limit,
    keyGenerator: (request) => of(request).key,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: 'minute',
    validate: false,
    handler: (request, _response, next) => {
      refusals.set(request, new AppError('too-many-requests'));
      next();
    },
  });

  return async function admit(request: Request, response: Response, route: Route<never>, key: string, caller: Caller): Promise<void> {
    const limit = route.rateLimit ?? (caller.kind === 'service' || caller.kind === 'operator' ? Infinity : limits[caller.kind]);
    if (limit === Infinity) return;
    const who = caller.kind === 'anyone' ? `remote:${ipKeyGenerator(request.ip ?? 'unknown', 56)}` : key;
    counted.set(request, { key: route.rateLimit === undefined ? who : `${who} ${route.id}`, limit });
    await new Promise<void>((resolve, reject) => {
      void middleware(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error as Error)));
    });
    const refusal = refusals.get(request);
    if (refusal !== undefined) throw refusal;
  };
}
