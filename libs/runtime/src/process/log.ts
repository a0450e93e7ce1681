import { AppError, type Clock, type Log } from '@portal-sync/kernel';
import { pino, type Level, type Logger } from 'pino';

export interface LogOptions {
  readonly service: string;
  readonly level: Level | 'silent';
  /** Takes each line, with its line end. Standard output by default. */
  readonly write?: ((line: string) => void) | undefined;
  readonly clock?: Clock | undefined;
}

/** Field names whose values never reach a log, at the top and two levels down. `Secret` values redact themselves. */
const HIDDEN = [
  'authorization', 'Authorization', 'cookie', 'password', 'secret', 'clientSecret', 'client_secret', 'token', 'accessToken', 'access_token',
  'refreshToken', 'refresh_token', 'idToken', 'id_token', 'codeVerifier', 'code_verifier', 'email', 'address', 'summary', 'title', 'description',
];

/** The log of a process, as JSON lines. Made once in `main.ts` and passed down; `child({ part })` says where a line comes from. */
export function createLog(options: LogOptions): Log {
  const { clock, write } = options;
  const settings = {
    level: options.level,
    base: { service: options.service },
    redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    timestamp: clock === undefined ? true : () => `,"time":${clock.now()}`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: (error: unknown) => describeError(error), err: (error: unknown) => describeError(error) },
  };
  return asLog(write === undefined ? pino(settings) : pino(settings, { write }), settings.base);
}

/** `bound`: what every line has already; a child that says the same again would write it twice. */
const asLog = (logger: Logger, bound: Readonly<Record<string, unknown>>): Log => ({
  debug: (fields, message) => logger.debug(fields, message),
  info: (fields, message) => logger.info(fields, message),
  warn: (fields, message) => logger.warn(fields, message),
  error: (fields, message) => logger.error(fields, message),
  child(fields) {
    const fresh = Object.fromEntries(Object.entries(fields).filter(([name, value]) => bound[name] !== value));
    return asLog(logger.child(fresh), { ...bound, ...fresh });
  },
});

/** The parts of an error that are ours to show. Libraries hang whole requests, with their tokens, on their errors: those are left out. */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error);
  return {
    type: error.name,
    message: error.message,
    ...(error instanceof AppError ? { code: error.code, issues: error.issues } : {}),
    stack: error.stack,
    ...(error.cause === undefined || depth === 3 ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}
