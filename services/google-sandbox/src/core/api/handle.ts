import { resolveCalendarId } from '../calendar/access.ts';
import { recordCall } from '../ledger/calls.ts';
import { takeFault } from '../ledger/faults.ts';
import type { Fault } from '../ledger/faults.ts';
import { OAuthError } from '../oauth/oauth-error.ts';
import { notifyTouched } from '../watch/delivery.ts';
import type { World } from '../world.ts';
import { findOperation, noSuchMethod } from './dispatch.ts';
import type { Operation } from './dispatch.ts';
import { GoogleError, errorBody } from './google-error.ts';
import type { ApiRequest, ApiResponse } from './request.ts';
import type { Reply } from './route.ts';

function refusal(error: unknown): Reply & { reason?: string } {
  if (error instanceof GoogleError) return { status: error.status, body: errorBody(error), headers: error.headers, reason: error.reason };
  if (error instanceof OAuthError) return { status: error.status, body: error.body(), reason: error.error };
  throw error;
}

function perform(operation: Operation, fault: Fault | undefined): Reply & { reason?: string } {
  const effect = fault?.effect;
  try {
    if (effect?.body !== undefined) return { status: effect.status ?? 200, body: effect.body, headers: effect.headers ?? {} };
    if (effect && (effect.status !== undefined || effect.reason !== undefined)) throw operation.refuse(effect);
    return operation.run(effect?.staleRead === true);
  } catch (error) {
    return refusal(error);
  }
}

/** What of a call the ledger keeps and faults can match. */
function factsOf(world: World, operation: Operation): { operation: string; account?: string; clientId?: string; calendarId?: string; eventId?: string } {
  const { caller, args } = operation;
  const account = caller && world.state.accounts.get(caller.sub)?.email;
  const calendarId = args['calendarId'] !== undefined && caller ? resolveCalendarId(world, caller, args['calendarId']) : args['calendarId'];
  return {
    operation: operation.operation,
    ...(account === undefined ? {} : { account }),
    ...(caller ? { clientId: caller.clientId } : {}),
    ...(calendarId === undefined ? {} : { calendarId }),
    ...(args['eventId'] === undefined ? {} : { eventId: args['eventId'] }),
  };
}

/** Google's own headers, with the Date of the sandbox's clock. */
function headersOf(world: World, reply: Reply): Record<string, string> {
  return {
    date: new Date(world.now()).toUTCString(),
    'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
    vary: 'Origin, X-Origin, Referer',
    server: 'ESF',
    ...(reply.body === undefined ? {} : { 'content-type': 'application/json; charset=UTF-8' }),
    ...reply.headers,
  };
}

/** One call to Calendar v3 or to an OAuth endpoint, from plain request to plain response. */
export function handleApi(world: World, request: ApiRequest): ApiResponse {
  const operation = findOperation(world, request);
  if (!operation) {
    const reply = refusal(noSuchMethod(request));
    return { status: reply.status, headers: headersOf(world, reply), body: reply.body };
  }
  const facts = factsOf(world, operation);
  const fault = takeFault(world, request, facts);
  const lost = fault?.effect.dropped === true;
  const reply: Reply & { reason?: string } = lost ? { status: 0 } : perform(operation, fault);
  recordCall(world, {
    at: world.now(),
    ...facts,
    method: request.method,
    path: operation.template,
    status: reply.status,
    ...(reply.reason === undefined ? {} : { reason: reply.reason }),
    ...(fault ? { fault: fault.id } : {}),
  });
  notifyTouched(world);
  return {
    status: reply.status,
    headers: headersOf(world, reply),
    body: reply.body,
    ...(fault?.effect.delayMs === undefined ? {} : { delayMs: fault.effect.delayMs }),
    ...(lost || fault?.effect.lostReply ? { dropped: true } : {}),
  };
}
