/** Something that was started and can be stopped. Stopping twice waits for the same end. */
export interface Running {
  /** Begins nothing new and resolves when what was begun has ended. */
  stop(): Promise<void>;
}
