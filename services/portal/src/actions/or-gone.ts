import { AppError } from '@portal-sync/kernel';

/** For a session that may have ended meanwhile: then undefined; every other failure goes on. */
export function orGone(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'not-found') return undefined;
  throw error;
}
