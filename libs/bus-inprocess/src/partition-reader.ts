import type { DeliverDeps, Delivery, Subscription } from '@portal-sync/bus';
import { deliver } from '@portal-sync/bus';
import type { CloudEvent } from '@portal-sync/kernel';
import { sleep } from '@portal-sync/kernel';
import type { Outbox, PlacedMessage } from '@portal-sync/store';

/** Messages read at a time. */
const PAGE = 100;
const RETRY_READ_MS = 1_000;

export interface PartitionReaderOptions extends DeliverDeps {
  readonly subscription: Subscription;
  readonly outbox: Outbox;
  readonly partition: number;
  /** The last position done with. */
  readonly position: number;
  readonly signal: AbortSignal;
  /** Called after every message done with and every look. */
  readonly progressed: (reader: PartitionReader) => void;
}

/** Takes one partition of one owner to one group: in order, one at a time, each until it is done with. */
export class PartitionReader {
  readonly owner: string;
  readonly partition: number;
  readonly subscription: Subscription;
  /** The last position done with. */
  position: number;
  /** The last position that stands in the cursor. */
  savedPosition: number;
  /** When the running handler began, ms; undefined while none runs. */
  busySince: number | undefined;
  /** True while a message is being tried again. */
  retrying = false;
  readonly #options: PartitionReaderOptions;
  #wanted = false;
  #running: Promise<void> | undefined;

  constructor(options: PartitionReaderOptions) {
    this.#options = options;
    this.owner = options.outbox.owner;
    this.partition = options.partition;
    this.subscription = options.subscription;
    this.position = options.position;
    this.savedPosition = options.position;
  }

  /** Looks for messages now, or once more if it is looking already. */
  wake(): void {
    this.#wanted = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#wanted && !this.#options.signal.aborted) this.wake();
    });
  }

  /** Resolves when it does nothing any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal, timers, log } = this.#options;
    while (this.#wanted && !signal.aborted) {
      this.#wanted = false;
      try {
        await this.#readToEnd();
      } catch (error) {
        log.error({ error, owner: this.owner, partition: this.partition }, 'an outbox could not be read');
        this.#wanted = true;
        await sleep(timers, RETRY_READ_MS, signal);
      }
    }
  }

  async #readToEnd(): Promise<void> {
    const { outbox, signal, timers, log, progressed } = this.#options;
    for (;;) {
      const page = await outbox.readFrom(this.partition, this.position, PAGE);
      progressed(this);
      if ((page[0]?.position ?? 0) > this.position + 1) {
        log.warn({ group: this.subscription.group, owner: this.owner, from: this.position, to: page[0]?.position }, 'messages were dropped before this group read them');
      }
      for (const placed of page) {
        if (signal.aborted || !(await this.#take(placed))) return;
        this.position = placed.position;
        progressed(this);
      }
      if (page.length < PAGE) return;
      // A long way to catch up must not keep everybody else in the process waiting.
      await sleep(timers, 0, signal);
    }
  }

  async #take(placed: PlacedMessage): Promise<boolean> {
    if (!this.subscription.types.includes(placed.message.type)) return true;
    const watched: Subscription = { ...this.subscription, handle: (message, delivery) => this.#handle(message, delivery) };
    const done = await deliver(watched, placed, this.#options.signal, this.#options);
    this.retrying = false;
    return done;
  }

  async #handle(message: CloudEvent, delivery: Delivery): Promise<void> {
    this.busySince = this.#options.clock.now();
    this.retrying = delivery.attempt > 1;
    try {
      await this.subscription.handle(message, delivery);
    } finally {
      this.busySince = undefined;
    }
  }
}
