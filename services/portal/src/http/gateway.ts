import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError, type Http } from '@portal-sync/kernel';
import { problemResponse, toProblem } from '@portal-sync/runtime';
import type { Request, RequestHandler, Response } from 'express';
import { findSession, sessionCookie } from '../actions/find-session.ts';
import { accessToken } from '../actions/session-tokens.ts';
import type { Deps } from '../deps.ts';
import { downstreamHeaders, upstreamHeaders } from '../domain/gateway-headers.ts';
import { isGatewayPath, isTokenless, upstreamOf, type Upstream } from '../domain/gateway-table.ts';
import { addressOfHost } from '../domain/origin-of-host.ts';
import { originAllows } from '../domain/same-origin.ts';

/** A body longer than this does not pass; services set their own, lower limits. */
const MOST_BYTES = 10 * 1024 * 1024;
/** A service that has not begun to answer by then is taken for down. */
const FIRST_BYTE_MS = 30_000;

/** The one door of the API: passes what the table names to the service behind it, body and answer as streams. All else under these prefixes is 404. */
export function createGateway(deps: Deps): RequestHandler {
  const bases: Readonly<Record<Upstream, string>> = {
    broker: deps.settings.BROKER_URL,
    connector: deps.settings.CONNECTOR_URL,
    matcher: deps.settings.MATCHER_URL,
    trigger: deps.settings.TRIGGER_URL,
  };
  return async (request, response, next) => {
    const path = request.originalUrl.split('?')[0] ?? '';
    if (!isGatewayPath(path)) return next();
    const requestId = String(response.getHeader('x-request-id') ?? deps.makeId());
    const upstream = upstreamOf(path);
    try {
      if (upstream === undefined) throw new AppError('not-found');
      await pass(deps, `${bases[upstream]}${request.originalUrl}`, path, requestId, request, response);
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      const known = error instanceof AppError;
      if (!known || error.kind.status >= 500) deps.log.error({ error, requestId, upstream, method: request.method }, 'passing a request on failed');
      const answer = problemResponse(toProblem(error, requestId), request.headers.authorization !== undefined);
      response.status(answer.status).set({ ...answer.headers, 'cache-control': 'no-store' }).end(JSON.stringify(answer.body));
    }
  };
}

async function pass(deps: Deps, url: string, path: string, requestId: string, request: Request, response: Response): Promise<void> {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  const agencyOrigin = addressOfHost(headers['host'])?.origin ?? '';
  const hasSessionCookie = sessionCookie(headers) !== undefined;
  const sessionToken = hasSessionCookie ? await tokenOf(deps, path, request.method, agencyOrigin, headers) : undefined;
  const announced = Number(headers['content-length'] ?? 0);
  if (announced > MOST_BYTES) throw new AppError('too-large');
  const hasBody = headers['transfer-encoding'] !== undefined || announced > 0;

  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const answer = await firstByte(deps, gone, (signal) =>
    deps.http(url, {
      method: request.method,
      headers: { ...upstreamHeaders({ path, headers, agencyOrigin, sessionToken, hasSessionCookie, remote: request.ip ?? '' }), 'x-request-id': requestId },
      redirect: 'manual',
      signal,
      ...(hasBody ? { body: Readable.toWeb(request.pipe(atMost(MOST_BYTES))) as unknown as BodyInit, duplex: 'half' } : {}),
    } as RequestInit),
  );
  response.status(answer.status);
  for (const [name, value] of downstreamHeaders(path, answer.headers, answer.headers.getSetCookie())) response.setHeader(name, value);
  if (answer.body === null || request.method === 'HEAD') return void response.end();
  await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), response).catch((error: unknown) => {
    // A reader who went away is no failure of ours.
    if (!gone.signal.aborted) throw error;
  });
}

/** The token of the session whose cookie came along. The OAuth endpoints take none; elsewhere a session that has ended is refused. */
async function tokenOf(deps: Deps, path: string, method: string, agencyOrigin: string, headers: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  if (!originAllows(method, headers['origin'], agencyOrigin)) throw new AppError('forbidden', { detail: 'This must be asked from the portal\'s own pages.' });
  if (isTokenless(path)) return undefined;
  const session = await findSession(deps, headers);
  const token = session === undefined ? undefined : await accessToken(deps, session);
  if (token === undefined) throw new AppError('not-signed-in');
  return token;
}

/** Waits for the answer to begin. Nobody there, or nobody in time: `unavailable`. */
async function firstByte(deps: { timers: Deps['timers'] }, gone: AbortController, ask: (signal: AbortSignal) => ReturnType<Http>): Promise<globalThis.Response> {
  const late = new AbortController();
  const cancel = deps.timers.after(FIRST_BYTE_MS, () => late.abort());
  try {
    return await ask(AbortSignal.any([gone.signal, late.signal]));
  } catch (cause) {
    const tooLarge = findTooLarge(cause);
    throw tooLarge ?? new AppError('unavailable', { cause });
  } finally {
    cancel();
  }
}

/** The limit's own error, however deep the transport wrapped it. */
function findTooLarge(error: unknown): AppError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof AppError) return at;
  return undefined;
}

function atMost(limit: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      seen += chunk.length;
      if (seen > limit) done(new AppError('too-large'));
      else done(null, chunk);
    },
  });
}
