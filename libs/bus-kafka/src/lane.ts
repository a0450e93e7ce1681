import type { DeliverDeps, Delivery, Subscription } from '@portal-sync/bus';
import { deliver } from '@portal-sync/bus';
import type { CloudEvent } from '@portal-sync/kernel';
import { sleep } from '@portal-sync/kernel';
import type { ReadRecord } from './record.ts';
import { readRecord } from './record.ts';
import type { Standing } from './read-standing.ts';
import { Seen } from './seen.ts';

/** More than this waiting, and no more is fetched until half of it is done. */
const FULL = 1_000;
/** After this many messages everybody else in the process gets a turn. */
const TURN = 100;

export interface LaneOptions extends DeliverDeps {
  readonly topic: string;
  readonly partition: number;
  readonly subscription: Subscription;
  readonly signal: AbortSignal;
  /** An earlier lane of this partition that may still be at its last message: awaited before the first one. */
  readonly after: Promise<void>;
  /** Whether the partition is ours now. A process that was paused, or that Kafka has not heard of, may have lost it without a word. */
  readonly isOurs: () => boolean;
  /** Called after every message done with. */
  readonly progressed: () => void;
  /** Called when fetching has to go on elsewhere: at `fetched`. */
  readonly movedOn: (lane: Lane) => void;
  /** Called when it has room again. */
  readonly roomAgain: (lane: Lane) => void;
}

/**
 * One partition of one topic on its way to one group: fetched records wait here and are handled in order, one at a time, apart from fetching.
 * So a slow handler holds up neither the other partitions nor the consumer's heartbeat.
 */
export class Lane {
  readonly topic: string;
  readonly partition: number;
  /** The offset after the last message done with; undefined before the first fetch. */
  next: number | undefined;
  /** The offset after the last record that waits here: where fetching goes on. */
  fetched: number | undefined;
  /** What Kafka knows as `next`. */
  committed: number | undefined;
  /** The end of the partition when it was last fetched. */
  head = 0;
  /** When the running handler began, ms. */
  busySince: number | undefined;
  /** True while a message is being tried again. */
  retrying = false;
  paused = false;
  /** What the group is done with of this partition; undefined until it is settled for the first time. */
  seen: Seen | undefined;
  /** False from joining the group until it is known how far the group came meanwhile: nothing is handled or committed in between. */
  settled = false;
  readonly #options: LaneOptions;
  readonly #dropped = new AbortController();
  /** Ends what is being tried again: everything stops, or the partition is somebody else's. */
  readonly #ending: AbortSignal;
  #queue: ReadRecord[] = [];
  #running: Promise<void> | undefined;
  #joined = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.topic = options.topic;
    this.partition = options.partition;
    this.#ending = AbortSignal.any([options.signal, this.#dropped.signal]);
  }

  get lag(): number {
    return this.next === undefined ? 0 : Math.max(0, this.head - this.next);
  }

  /** Takes fetched records. True when it has enough for now. */
  push(records: readonly ReadRecord[], head: number): boolean {
    const first = records[0];
    if (first !== undefined) {
      // Where an offset was lost to retention, the partition goes on at a later one.
      if (this.#queue.length === 0 && this.#running === undefined) this.next = Number(first.offset);
      for (const record of records) this.#queue.push(record);
      this.fetched = Number(records.at(-1)?.offset) + 1;
    }
    this.head = head;
    this.goOn();
    return this.#queue.length > FULL;
  }

  /** The process has become a member of the group, again or for the first time: others may have come further with this partition since. */
  async rejoined(standing: Promise<Standing | undefined>): Promise<void> {
    const joined = ++this.#joined;
    this.settled = false;
    const [found] = await Promise.all([standing, this.#options.after]);
    if (joined !== this.#joined) return;
    this.#settle(found);
    this.goOn();
  }

  /** Handles what waits, unless it does so already or must not. */
  goOn(): void {
    if (this.#queue.length > 0 && this.#mayHandle()) this.#running ??= this.#run();
  }

  /** Forgets what waits. A running handler goes on to its end; where it fails, the next reader of the partition tries again, or finds that it may die. */
  drop(): void {
    this.#queue = [];
    this.#dropped.abort();
  }

  /** Resolves when it does nothing any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Where the group is further than this lane, what waits here is somebody else's work, done long ago. */
  #settle(standing: Standing | undefined): void {
    this.settled = true;
    const before = this.seen;
    this.seen ??= standing?.seen ?? new Seen();
    if (before === undefined || standing === undefined || this.next === undefined) return;
    const { seen, next } = standing;
    if (next === undefined) return this.#startOver();
    if (next <= this.next) return;
    this.seen = seen;
    this.next = next;
    this.#queue = this.#queue.filter(({ offset }) => Number(offset) >= next);
    if (this.fetched !== undefined && this.fetched < next) {
      this.fetched = next;
      this.#options.movedOn(this);
    }
  }

  /** Kafka forgets how far a group is together with the topic: one that was made anew counts from the start. What was seen stays known. */
  #startOver(): void {
    this.#queue = [];
    this.next = undefined;
    this.fetched = 0;
    this.#options.movedOn(this);
  }

  #mayHandle(): boolean {
    return this.settled && !this.#ending.aborted && this.#options.isOurs();
  }

  async #run(): Promise<void> {
    const { signal, timers, progressed, roomAgain } = this.#options;
    for (let done = 1; this.#queue.length > 0 && this.#mayHandle(); done++) {
      const record = this.#queue[0] as ReadRecord;
      if (!(await this.#take(record, this.seen as Seen))) break;
      // Dropped meanwhile: the next reader of this partition gets it again.
      if (this.#queue[0] === record) {
        this.#queue.shift();
        this.next = Number(record.offset) + 1;
      }
      progressed();
      if (this.paused && this.#queue.length <= FULL / 2) roomAgain(this);
      if (done % TURN === 0) await sleep(timers, 0, signal);
    }
    this.#running = undefined;
  }

  async #take(record: ReadRecord, seen: Seen): Promise<boolean> {
    const { subscription } = this.#options;
    const { placed, fault } = readRecord(this.topic, this.partition, record);
    // A record that does not say its type could be anybody's.
    if (placed.message.type !== '' && !subscription.types.includes(placed.message.type)) return true;
    if (seen.has(placed)) return true;
    const handle = async (message: CloudEvent, delivery: Delivery): Promise<void> => {
      // A dead letter that cannot be written is tried again too.
      this.retrying = delivery.attempt > 1;
      if (fault !== undefined) throw fault;
      await this.#handle(message, delivery);
    };
    const done = await deliver({ ...subscription, handle }, placed, this.#ending, this.#options);
    this.retrying = false;
    if (done && fault === undefined) seen.add(placed);
    return done;
  }

  async #handle(message: CloudEvent, delivery: Delivery): Promise<void> {
    this.busySince = this.#options.clock.now();
    try {
      await this.#options.subscription.handle(message, delivery);
    } finally {
      this.busySince = undefined;
    }
  }
}
