import type { DeliverDeps, Subscription } from '@portal-sync/bus';
import { backoffMs, createTrouble, sleep, type Cancel, type Trouble } from '@portal-sync/kernel';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { Commits } from './commits.ts';
import { Lane } from './lane.ts';
import type { Place } from './lanes.ts';
import { Lanes } from './lanes.ts';
import { readEnds } from './read-ends.ts';
import { readStanding } from './read-standing.ts';

export interface GroupOptions extends DeliverDeps {
  readonly kafka: Kafka;
  /** The group's name at Kafka. */
  readonly groupId: string;
  readonly topics: readonly string[];
  /** Makes sure that the topics are there. */
  readonly ensure: () => Promise<void>;
  /** Called when a consumer failed: a topic may be gone. */
  readonly doubt: () => void;
  readonly subscription: Subscription;
  readonly signal: AbortSignal;
  /** A failure of kafkajs in our words. */
  readonly asOurs?: (error: unknown) => unknown;
}

/** A process that died is out of its group after this time; the least that a broker allows by default. */
const SESSION_MS = 6_000;
const HEARTBEAT_MS = 1_000;
/** How long a fetch waits for something to come; closing waits as long. */
const FETCH_WAIT_MS = 250;
/** `start` does not wait longer than this for the group to form: joining goes on. Who was killed keeps the others waiting for the rest of its session, and a service can be used meanwhile. */
const JOIN_MS = 1_000;
/** No sign from the group for this long, and the consumer is rebuilt. */
const SILENT_MS = 30_000;
const LOOK_MS = 5_000;
const LEAVE_MS = 5_000;
/** While a broker starts, its coordinator is not there for some seconds: no line about that. */
const QUIET_MS = 5_000;
const REBUILD = { baseMs: 200, capMs: 10_000 };
/** A member that crashes within this time after it joined has shown nothing by joining: what comes to it may be what it cannot read. */
const PROVEN_MS = 10_000;
/** After so many of those in a row only a member that lasts ends the trouble. */
const MOST_SHORT_LIVES = 2;

/**
 * One group in this process: a kafkajs consumer that only fetches, beats and commits, and the lanes in which messages are handled.
 * A consumer that crashes, or falls silent, is thrown away and built anew, for as long as it takes; the lanes wait meanwhile, and go on where the group is.
 */
export class Group {
  readonly subscription: Subscription;
  /** When Kafka last gave a sign: a heartbeat answered, a fetch that brought something, ms. */
  progressAt: number;
  /** When the last attempt to become a member ended, well or not, ms. */
  triedAt: number;
  /** Why no messages are taken here, and since when (ms); undefined while there is a member to be relied on. */
  trouble: { readonly error: unknown; readonly since: number } | undefined;
  readonly #options: GroupOptions;
  readonly #told: Trouble;
  readonly #lanes: Lanes;
  readonly #commits: Commits;
  #consumer: Consumer | undefined;
  #joined = false;
  /** When this consumer joined first, ms. */
  #joinedAt: number | undefined;
  #shortLives = 0;
  #failures = 0;
  #cancelRebuild: Cancel = () => undefined;
  #cancelLook: Cancel = () => undefined;
  #building: Promise<void> = Promise.resolve();
  readonly #firstJoin = Promise.withResolvers<void>();

  constructor(options: GroupOptions) {
    this.#options = options;
    this.subscription = options.subscription;
    const { clock, log, subscription } = options;
    this.#told = createTrouble({ clock, log: log.child({ group: subscription.group }), quietMs: QUIET_MS, well: 'taking messages from Kafka again' });
    this.progressAt = options.clock.now();
    this.triedAt = this.progressAt;
    this.#lanes = new Lanes((place, after) => this.#makeLane(place, after));
    this.#commits = new Commits({ ...options, lanes: () => this.#lanes.all, consumer: () => (this.#joined ? this.#consumer : undefined) });
  }

  get lanes(): readonly Lane[] {
    return this.#lanes.all;
  }

  get joined(): boolean {
    return this.#joined;
  }

  /** Becomes a member. Resolves when it is one, or after a while: joining goes on by itself. */
  async start(): Promise<void> {
    this.#building = this.#build();
    this.#look();
    await this.#atMost(JOIN_MS, this.#firstJoin.promise);
  }

  /** Leaves in order: running handlers end (at most `drainMs`), what they did is committed, and the others are told at once. */
  async close(drainMs: number): Promise<void> {
    this.#cancelRebuild();
    this.#cancelLook();
    await this.#atMost(drainMs, this.#lanes.idle());
    this.#commits.stop();
    await this.#atMost(LEAVE_MS, this.#leave());
  }

  async #leave(): Promise<void> {
    await this.#building;
    await this.#commits.now();
    const consumer = this.#consumer;
    this.#consumer = undefined;
    this.#joined = false;
    await consumer?.disconnect().catch(() => undefined);
  }

  async #build(): Promise<void> {
    const { kafka, groupId, topics, ensure, log, signal } = this.#options;
    if (signal.aborted) return;
    const consumer = kafka.consumer({
      groupId,
      sessionTimeout: SESSION_MS,
      heartbeatInterval: HEARTBEAT_MS,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      // Who restarts is decided here, so that there is one way back and not two.
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4, restartOnFailure: async () => false },
    });
    this.#consumer = consumer;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => this.#assigned(consumer, payload.memberAssignment));
    consumer.on(consumer.events.HEARTBEAT, () => this.#progressed(consumer));
    consumer.on(consumer.events.CRASH, ({ payload }) => this.#rebuild(consumer, payload.error));
    const steps = [
      ensure,
      () => consumer.connect(),
      () => consumer.subscribe({ topics: [...topics], fromBeginning: true }),
      () => consumer.run({ autoCommit: false, partitionsConsumedConcurrently: 1, eachBatch: async (batch) => this.#take(consumer, batch) }),
    ];
    try {
      for (const step of steps) {
        await step();
        // Replaced meanwhile: as a second member it would be given partitions that nobody works on.
        if (consumer !== this.#consumer) return void (await consumer.disconnect().catch(() => undefined));
      }
    } catch (error) {
      log.debug({ error, group: this.subscription.group }, 'a consumer could not be started');
      this.#rebuild(consumer, error);
    }
  }

  /** Only queues, so that fetching and heartbeats never wait for a handler. */
  #take(consumer: Consumer, { batch, isStale }: EachBatchPayload): void {
    if (this.#options.signal.aborted || consumer !== this.#consumer || isStale()) return;
    const { topic, partition } = batch;
    const lane = this.#lanes.get({ topic, partition });
    if (lane === undefined) return;
    this.#progressed(consumer);
    if (lane.push(batch.messages, Number(batch.highWatermark)) && !lane.paused) {
      lane.paused = true;
      consumer.pause([{ topic, partitions: [partition] }]);
    }
  }

  #assigned(consumer: Consumer, assignment: Readonly<Record<string, number[]>>): void {
    if (consumer !== this.#consumer) return;
    const { log, subscription, clock } = this.#options;
    const places = Object.entries(assignment).flatMap(([topic, partitions]) => partitions.map((partition) => ({ topic, partition })));
    const known = readStanding(this.#options, places);
    this.#lanes.assign(places);
    for (const lane of this.#lanes.all) {
      lane.committed = undefined;
      void lane.rejoined(known.then((standingOf) => standingOf(lane))).then(() => this.#commits.soon());
      this.#seek(lane);
      // Also what seems not to be paused: kafkajs keeps a partition paused that went to others and comes back.
      this.#resume(lane);
    }
    this.#joined = true;
    this.triedAt = clock.now();
    this.#joinedAt ??= this.triedAt;
    this.#firstJoin.resolve();
    this.#progressed(consumer);
    log.debug({ group: subscription.group, partitions: places.length }, 'member of the group');
  }

  #makeLane(place: Place, after: Promise<void>): Lane {
    return new Lane({
      ...this.#options,
      ...place,
      after,
      isOurs: () => this.#joined && this.#options.clock.now() - this.progressAt <= SESSION_MS,
      progressed: () => this.#commits.soon(),
      movedOn: (lane) => this.#seek(lane),
      roomAgain: (lane) => this.#resume(lane),
    });
  }

  #resume(lane: Lane): void {
    lane.paused = false;
    // Fails only when this consumer is gone: the next one pauses nothing.
    try {
      this.#consumer?.resume([{ topic: lane.topic, partitions: [lane.partition] }]);
    } catch (error) {
      this.#options.log.debug({ error }, 'a partition could not be resumed');
    }
  }

  #seek({ topic, partition, fetched }: Lane): void {
    // Fails only when this consumer is gone: the next one is told anew.
    try {
      if (fetched !== undefined) this.#consumer?.seek({ topic, partition, offset: String(fetched) });
    } catch (error) {
      this.#options.log.debug({ error }, 'a partition could not be set on');
    }
  }

  #progressed(consumer: Consumer): void {
    if (consumer !== this.#consumer) return;
    this.progressAt = this.#options.clock.now();
    if (this.progressAt - (this.#joinedAt ?? this.progressAt) >= PROVEN_MS) this.#shortLives = 0;
    if (this.#shortLives < MOST_SHORT_LIVES) {
      this.#failures = 0;
      this.trouble = undefined;
      this.#told.over();
    }
    for (const lane of this.#lanes.all) lane.goOn();
  }

  /** Throws a consumer away and builds the next after a while that grows. */
  #rebuild(dead: Consumer, error: unknown): void {
    const { signal, timers, random, log, clock, doubt, asOurs = (each: unknown) => each } = this.#options;
    if (dead !== this.#consumer) return;
    this.#consumer = undefined;
    this.#joined = false;
    this.triedAt = clock.now();
    // Who cannot even join has no Kafka; what members crashed of before that may have been its going.
    if (this.#joinedAt === undefined) this.#shortLives = 0;
    else if (this.triedAt - this.#joinedAt < PROVEN_MS) this.#shortLives++;
    this.#joinedAt = undefined;
    doubt();
    void dead.disconnect().catch(() => undefined);
    if (signal.aborted) return;
    const waitMs = backoffMs(this.#failures++, random.unit(), REBUILD);
    const ours = asOurs(error);
    this.trouble = { error: ours, since: this.trouble?.since ?? this.triedAt };
    log.debug({ error, failures: this.#failures, waitMs }, 'a consumer ended, building the next');
    // Most consumers that end are replaced at once, and nobody needs to know.
    this.#told.met(`No messages are taken: ${ours instanceof Error ? ours.message : 'the consumer ended'}`);
    this.#cancelRebuild = timers.after(waitMs, () => {
      this.#building = this.#build();
    });
  }

  /** kafkajs can hang where a connection was lost without a word: who gives no sign is replaced. */
  #look(): void {
    const { signal, timers, clock } = this.#options;
    if (signal.aborted) return;
    const since = Math.max(this.progressAt, this.triedAt);
    if (this.#consumer !== undefined && clock.now() - since > SILENT_MS) this.#rebuild(this.#consumer, new Error('Kafka gave no sign'));
    const paused = this.#lanes.all.filter((lane) => lane.paused);
    if (paused.length > 0 && this.#joined) void readEnds(this.#options, paused);
    this.#cancelLook = timers.after(LOOK_MS, () => this.#look());
  }

  async #atMost(ms: number, work: Promise<void>): Promise<void> {
    const waited = new AbortController();
    await Promise.race([work, sleep(this.#options.timers, ms, waited.signal)]);
    waited.abort();
  }
}
