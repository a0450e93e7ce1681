/** A document whose work failed the last time. */
export interface Failing {
  readonly key: string;
  /** In a row, in this process. */
  readonly failures: number;
  /** Why it failed last: our own words, never those of a foreign error. */
  readonly reason: string;
}

interface Failed extends Failing {
  /** The claim under which it failed. */
  readonly claim: number;
  /** When, ms. */
  readonly at: number;
}

/** So many failing documents are remembered, those that failed last; one forgotten begins its waits anew. */
export const MOST_FAILING = 500;
/** After this time without a failure here, earlier ones say nothing: another process may have mended it since. */
const REMEMBERED_MS = 3_600_000;

/** What failed in this process and, as far as it can tell, was not dealt with by another. */
export class FailingDocuments {
  readonly #failed = new Map<string, Failed>();

  /** Notes a failure; how many there were before it. */
  met({ key, claim, reason, at }: { key: string; claim: number; reason: string; at: number }): number {
    const last = this.#failed.get(key);
    const before = last === undefined || at - last.at > REMEMBERED_MS ? 0 : last.failures;
    this.#failed.delete(key);
    this.#failed.set(key, { key, claim, reason, at, failures: before + 1 });
    const [oldest] = this.#failed.size > MOST_FAILING ? this.#failed.keys() : [];
    if (oldest !== undefined) this.#failed.delete(oldest);
    return before;
  }

  over(key: string): void {
    this.#failed.delete(key);
  }

  /** The worst first. `claimOf` gives the claim that a document has now: another than ours means that another process took it up since. */
  async list(claimOf: (key: string, claim: number) => Promise<number | undefined>): Promise<readonly Failing[]> {
    await Promise.all(
      [...this.#failed.values()].map(async ({ key, claim }) => {
        if ((await claimOf(key, claim)) !== claim && this.#failed.get(key)?.claim === claim) this.over(key);
      }),
    );
    return [...this.#failed.values()].map(({ key, failures, reason }) => ({ key, failures, reason })).sort((a, b) => b.failures - a.failures);
  }
}
