import { AppError } from './app-error.ts';

export interface EngineTrouble {
  /** For the log and the operator: what, where, why, what to do. May name hosts, never a password. */
  readonly sentence: string;
  /** For whoever asks whether a service is ready: names the engine and no address. `Kafka cannot be reached` */
  readonly reason: string;
  readonly cause?: unknown;
}

/** A database or a bus that cannot be used for now: `unavailable`, so that it is tried again. */
export const engineTrouble = ({ sentence, reason, cause }: EngineTrouble): AppError =>
  new AppError('unavailable', { detail: sentence, extra: { reason }, ...(cause === undefined ? {} : { cause }) });

/** What may be said of a failure without naming a place. */
export const reasonOf = (error: unknown): string =>
  error instanceof AppError && typeof error.extra['reason'] === 'string' ? error.extra['reason'] : 'an engine cannot be used';
