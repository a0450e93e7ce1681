import { AppError } from '@portal-sync/kernel';

/** Thrown by a commit whose documents are no longer as they were read; a class of its own, so that only this makes a transaction run again. */
export class CommitConflict extends AppError {
  constructor() {
    super('conflict');
  }
}
