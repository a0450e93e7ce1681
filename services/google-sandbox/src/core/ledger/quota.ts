import { GoogleError } from '../api/google-error.ts';
import type { World } from '../world.ts';

/** The numbers a person can turn by `/_control/quota`; defaults are Google's own. */
export interface Limits {
  /** Requests per minute, per user and project, and per project: https://developers.google.com/workspace/calendar/api/guides/quota */
  readonly perUserPerMinute: number;
  readonly perProjectPerMinute: number;
  /** Status of a refusal: Google answers 403 or 429 for the same cause. */
  readonly rateLimitStatus: 403 | 429;
  readonly calendarsPerAccount: number;
  /** How far back `updatedMin` may reach. */
  readonly updatedMinDays: number;
  /** Whether cancelled instances in a delta carry their id and status only, as captured, or what is documented. */
  readonly sparseCancelledInstances: boolean;
  readonly refreshTokensPerAccountAndClient: number;
  readonly channelTtlSeconds: number;
  /** Most events on a page, whatever was asked for: Google may hand out fewer at any time. */
  readonly eventsPerPage: number;
  /** Whether the first page of a list is empty and only names the next, as has been seen. */
  readonly emptyFirstPage: boolean;
}

export const defaultLimits: Limits = {
  perUserPerMinute: 600,
  perProjectPerMinute: 10_000,
  rateLimitStatus: 403,
  calendarsPerAccount: 60,
  updatedMinDays: 30,
  sparseCancelledInstances: true,
  refreshTokensPerAccountAndClient: 100,
  channelTtlSeconds: 604_800,
  eventsPerPage: 2500,
  emptyFirstPage: false,
};

/** Requests of the last sixty seconds, a count per second: the sliding window of one key. */
export interface QuotaWindow {
  readonly counts: number[];
  readonly seconds: number[];
}

function spent(window: QuotaWindow, second: number): number {
  let sum = 0;
  for (let slot = 0; slot < 60; slot += 1) if (second - (window.seconds[slot] ?? -60) < 60) sum += window.counts[slot] ?? 0;
  return sum;
}

function windowOf(world: World, key: string): QuotaWindow {
  let window = world.state.quota.get(key);
  if (!window) world.state.quota.set(key, (window = { counts: [], seconds: [] }));
  return window;
}

function add(window: QuotaWindow, second: number): void {
  const slot = second % 60;
  window.counts[slot] = window.seconds[slot] === second ? (window.counts[slot] ?? 0) + 1 : 1;
  window.seconds[slot] = second;
}

/** Google's refusal when a minute's requests are spent. */
export function rateLimitExceeded(limit: string, project: string, status: 403 | 429 = 403): GoogleError {
  const message = `Quota exceeded for quota metric 'Queries' and limit '${limit}' of service 'calendar-json.googleapis.com' for consumer 'project_number:${project}'.`;
  const info = {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: 'RATE_LIMIT_EXCEEDED',
    domain: 'googleapis.com',
    metadata: { service: 'calendar-json.googleapis.com', consumer: `projects/${project}`, quota_metric: 'calendar-json.googleapis.com/default', quota_limit: limit },
  };
  return new GoogleError(status, 'rateLimitExceeded', message, {
    domain: 'usageLimits',
    extra: { status: status === 429 ? 'RESOURCE_EXHAUSTED' : 'PERMISSION_DENIED', details: [info] },
  });
}

/** Counts one request against both limits, or refuses it. A refused request is not counted. */
export function spendQuota(world: World, project: string, sub: string): void {
  const { limits } = world.state;
  const second = Math.floor(world.now() / 1000);
  const user = windowOf(world, `${project} ${sub}`);
  const whole = windowOf(world, project);
  if (spent(user, second) >= limits.perUserPerMinute) throw rateLimitExceeded('Queries per minute per user', project, limits.rateLimitStatus);
  if (spent(whole, second) >= limits.perProjectPerMinute) throw rateLimitExceeded('Queries per minute', project, limits.rateLimitStatus);
  add(user, second);
  add(whole, second);
}
