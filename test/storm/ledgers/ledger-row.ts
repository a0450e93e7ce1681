/** How one ledger came out. */
export interface LedgerRow {
  readonly ledger: string;
  readonly expected: number;
  readonly found: number;
  readonly lost: number;
  readonly doubled: number;
  /** There, once, and not as it must be. */
  readonly wrong: number;
  /** The first of what is lost, doubled or wrong, in words. */
  readonly examples: readonly string[];
}

/** Of each kind. */
const MOST_EXAMPLES = 8;

/** Counts while a comparison walks through what it compares. */
export class LedgerCount {
  readonly #ledger: string;
  readonly #examples = { lost: [] as string[], doubled: [] as string[], wrong: [] as string[] };
  #expected = 0;
  #found = 0;
  readonly #faults = { lost: 0, doubled: 0, wrong: 0 };

  constructor(ledger: string) {
    this.#ledger = ledger;
  }

  expect(count = 1): void {
    this.#expected += count;
  }

  find(count = 1): void {
    this.#found += count;
  }

  fault(kind: 'lost' | 'doubled' | 'wrong', example: string, count = 1): void {
    this.#faults[kind] += count;
    if (this.#examples[kind].length < MOST_EXAMPLES) this.#examples[kind].push(`${kind}: ${example}`);
  }

  /** One is expected: none is lost, more are doubled. */
  once(found: number, what: string): void {
    this.expect();
    this.find(found);
    if (found === 0) this.fault('lost', what);
    if (found > 1) this.fault('doubled', `${what} (${found} times)`, found - 1);
  }

  row(): LedgerRow {
    return { ledger: this.#ledger, expected: this.#expected, found: this.#found, ...this.#faults, examples: [...this.#examples.doubled, ...this.#examples.lost, ...this.#examples.wrong] };
  }
}

/** Nothing lost, nothing doubled, nothing wrong. */
export const isClean = (rows: readonly LedgerRow[]): boolean => rows.every(({ lost, doubled, wrong }) => lost + doubled + wrong === 0);
