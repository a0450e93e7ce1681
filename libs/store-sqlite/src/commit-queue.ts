import type { CommitHint } from '@portal-sync/store';
import type { Statements } from './statements.ts';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '@portal-sync/kernel';
import { toAppError } from './sqlite-error.ts';

/** What a job did: its answer, and what to tell listeners (nothing when it changed nothing they wait for). */
export interface Applied<T> {
  readonly result: T;
  readonly hint?: CommitHint;
}

interface Job {
  readonly apply: () => Applied<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** More jobs than this wait for the next round, so that one commit never holds the process for long. */
const ROUND = 256;

/**
 * Group commit: jobs that come in together share one SQLite transaction and so one flush of the disk, each in a savepoint of its own.
 * A job sees what those before it did, fails alone, and is answered only after the commit.
 */
export class CommitQueue {
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #defer: (run: () => void) => void;
  readonly #committed: (hints: readonly CommitHint[]) => void;
  #waiting: Job[] = [];
  #scheduled = false;

  constructor(options: {
    db: DatabaseSync;
    statements: Statements;
    defer: (run: () => void) => void;
    committed: (hints: readonly CommitHint[]) => void;
  }) {
    this.#db = options.db;
    this.#statements = options.statements;
    this.#defer = options.defer;
    this.#committed = options.committed;
  }

  /** Runs `apply` inside a transaction; it must not wait for anything. Rejects with what it throws, or with AppError `unavailable`. */
  run<T>(apply: () => Applied<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ apply, resolve: (result) => resolve(result as T), reject });
      this.#schedule();
    });
  }

  /** Commits everything that waits, now. */
  drain(): void {
    while (this.#waiting.length > 0) this.#round(this.#waiting.splice(0, ROUND));
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#defer(() => {
      this.#scheduled = false;
      this.#round(this.#waiting.splice(0, ROUND));
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #round(jobs: readonly Job[]): void {
    const [first] = jobs;
    if (first === undefined) return;
    if (jobs.length === 1) return this.#alone(first);
    const hints: CommitHint[] = [];
    const answers: (() => void)[] = [];
    try {
      this.#statements('BEGIN IMMEDIATE').run();
      for (const job of jobs) answers.push(this.#inSavepoint(job, hints));
      this.#statements('COMMIT').run();
    } catch (error) {
      this.#rollBack();
      if (error instanceof RoundLost) for (const job of jobs) this.#alone(job);
      else for (const job of jobs) job.reject(this.#unwritable(error));
      return;
    }
    for (const answer of answers) answer();
    if (hints.length > 0) this.#committed(hints);
  }

  /** A job that shares its transaction with no other needs no savepoint. */
  #alone(job: Job): void {
    let applied: Applied<unknown> | undefined;
    let failed: { readonly error: unknown } | undefined;
    try {
      this.#statements('BEGIN IMMEDIATE').run();
      try {
        applied = job.apply();
      } catch (error) {
        if (this.#db.isTransaction) failed = { error };
        throw error;
      }
      this.#statements('COMMIT').run();
    } catch (error) {
      this.#rollBack();
      return job.reject(failed === undefined ? this.#unwritable(error) : toAppError(failed.error));
    }
    job.resolve(applied.result);
    if (applied.hint !== undefined) this.#committed([applied.hint]);
  }

  #inSavepoint(job: Job, hints: CommitHint[]): () => void {
    this.#statements('SAVEPOINT job').run();
    try {
      const { result, hint } = job.apply();
      this.#statements('RELEASE job').run();
      if (hint !== undefined) hints.push(hint);
      return () => job.resolve(result);
    } catch (error) {
      if (!this.#db.isTransaction) throw new RoundLost('a job ended the transaction', { cause: error });
      this.#statements('ROLLBACK TO job').run();
      this.#statements('RELEASE job').run();
      return () => job.reject(toAppError(error));
    }
  }

  #rollBack(): void {
    if (this.#db.isOpen && this.#db.isTransaction) this.#statements('ROLLBACK').run();
  }

  #unwritable(error: unknown): AppError {
    const detail = this.#db.isOpen ? 'The store cannot be written for the moment.' : 'The store is closed.';
    return new AppError('unavailable', { detail, cause: error });
  }
}

/** A full disk or a failed read ends the whole transaction by itself. The jobs of that round then run one by one, so that only the guilty one fails. */
class RoundLost extends Error {}
