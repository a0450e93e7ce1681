/** How one test ended; one that began and did not end has failed. */
export interface TestOutcome {
  /** From the outermost `describe` to the test's own name. */
  readonly titles: readonly string[];
  readonly state: 'passed' | 'failed' | 'skipped';
}

/** How one file ended, in one project of Vitest's. */
export interface FileOutcome {
  readonly project: string;
  /** From the root of the repository, with `/`. */
  readonly file: string;
  /** Also true where no test failed: the file does not load, a hook broke. */
  readonly failed: boolean;
  readonly tests: readonly TestOutcome[];
}

/** What is kept of a run of tests. */
export type TestReport = readonly FileOutcome[];
