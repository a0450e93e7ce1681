import type { Clock } from '@portal-sync/kernel';
import type { SandboxControl } from '../person/sandbox-control.ts';

export interface Told {
  readonly step: string;
  readonly here: string;
  readonly there: string;
  readonly calls: number;
  readonly tookMs: number;
}

/** Tells a step when it is over: what was seen on both sides, the Google calls it cost, and the time. */
export class Narrator {
  readonly told: Told[] = [];
  readonly #google: SandboxControl;
  readonly #clock: Clock;
  readonly #write: (text: string) => void;

  constructor(google: SandboxControl, clock: Clock, write: (text: string) => void) {
    this.#google = google;
    this.#clock = clock;
    this.#write = write;
  }

  /** Runs a step; `work` returns what stands here and there afterwards. */
  async step(step: string, work: () => Promise<{ here: string; there: string }>): Promise<void> {
    const before = (await this.#google.calls()).count;
    const began = this.#clock.now();
    const seen = await work();
    const told = { step, ...seen, tookMs: this.#clock.now() - began, calls: (await this.#google.calls()).count - before };
    this.told.push(told);
    this.#write(`${String(this.told.length).padStart(2)}. ${step}\n    here:   ${told.here}\n    Google: ${told.there}\n    ${told.tookMs} ms, ${told.calls} calls to Google\n`);
  }
}
