import { GoogleError } from '../api/google-error.ts';
import * as refusals from '../api/refusals.ts';
import type { FaultEffect } from './faults.ts';
import { rateLimitExceeded } from './quota.ts';

/** The refusals that a fault can name by reason alone. */
const BY_REASON: Record<string, (project: string) => GoogleError> = {
  rateLimitExceeded: (project) => rateLimitExceeded('Queries per minute', project),
  userRateLimitExceeded: () => new GoogleError(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded', { domain: 'usageLimits' }),
  quotaExceeded: () => new GoogleError(403, 'quotaExceeded', 'Calendar usage limits exceeded.', { domain: 'usageLimits' }),
  dailyLimitExceeded: () => new GoogleError(403, 'dailyLimitExceeded', 'Daily Limit Exceeded', { domain: 'usageLimits' }),
  accessNotConfigured: () => new GoogleError(403, 'accessNotConfigured', 'Access Not Configured', { domain: 'usageLimits' }),
  authError: refusals.invalidCredentials,
  insufficientPermissions: () => refusals.insufficientScope('calendar'),
  forbidden: refusals.forbidden,
  requiredAccessLevel: refusals.requiredAccessLevel,
  forbiddenForNonOrganizer: refusals.forbiddenForNonOrganizer,
  notFound: refusals.notFound,
  duplicate: refusals.duplicate,
  conflict: () => new GoogleError(409, 'conflict', 'Conflict'),
  deleted: refusals.alreadyDeleted,
  fullSyncRequired: refusals.fullSyncRequired,
  updatedMinTooLongAgo: refusals.updatedMinTooLongAgo,
  conditionNotMet: refusals.conditionNotMet,
  badRequest: () => refusals.badRequest(),
  backendError: () => new GoogleError(503, 'backendError', 'Backend Error'),
  pushNotSupportedForRequestedResource: () =>
    new GoogleError(400, 'pushNotSupportedForRequestedResource', 'Push notifications are not supported by this resource.', { domain: 'push' }),
};

const BY_STATUS: Record<number, string> = {
  400: 'badRequest',
  401: 'authError',
  403: 'forbidden',
  404: 'notFound',
  409: 'duplicate',
  410: 'fullSyncRequired',
  412: 'conditionNotMet',
  429: 'rateLimitExceeded',
  500: 'backendError',
  502: 'backendError',
  503: 'backendError',
  504: 'backendError',
};

/** The refusal a fault asks for: by reason, by status, or word for word. */
export function faultError(effect: FaultEffect, project: string): GoogleError {
  const reason = effect.reason ?? BY_STATUS[effect.status ?? 503] ?? 'backendError';
  const known = BY_REASON[reason]?.(project);
  const status = effect.status ?? known?.status ?? 400;
  return new GoogleError(status, reason, effect.message ?? known?.message ?? reason, {
    domain: known?.domain ?? 'global',
    ...(known?.location ? { location: known.location } : {}),
    ...(known?.locationType ? { locationType: known.locationType } : {}),
    extra: known?.extra ?? {},
    headers: { ...known?.headers, ...effect.headers },
  });
}
