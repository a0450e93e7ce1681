import type { Admin, Batch, Consumer, Kafka, KafkaMessage } from 'kafkajs';

/** A kafkajs consumer whose every event is ours to cause. */
export interface FakeConsumer {
  join(assignment: Record<string, number[]>): void;
  beat(): void;
  crash(message: string): void;
  /** Hands a fetched batch over. */
  fetch(topic: string, partition: number, messages: readonly KafkaMessage[], highWatermark: number): Promise<void>;
  readonly commits: { topic: string; partition: number; offset: string; metadata?: string | null }[];
  readonly seeks: { topic: string; partition: number; offset: string }[];
  readonly paused: string[];
  failCommits: boolean;
  disconnected: boolean;
  /** Became a member, or would. */
  running: boolean;
}

type FetchedOffsets = Awaited<ReturnType<Admin['fetchOffsets']>>;

const EVENTS = { GROUP_JOIN: 'join', HEARTBEAT: 'beat', CRASH: 'crash' } as const;

/** A Kafka whose consumers are remembered in the order in which they were made. Those made while `down` cannot connect, and `slow` is how long connecting takes; `committed` is what other members committed; else Kafka knows what ours did. `end` is where partition 0 ends. */
export function createFakeKafka() {
  const consumers: FakeConsumer[] = [];
  const state: { down: boolean; slow?: Promise<void>; committed?: FetchedOffsets; end: number } = { down: false, end: 0 };
  const consumer = (): Consumer => {
    const listeners = new Map<string, (event: { payload: unknown }) => void>();
    let eachBatch: (payload: { batch: Partial<Batch>; isStale: () => boolean }) => Promise<void> = async () => undefined;
    const tell = (name: string, payload: unknown) => listeners.get(name)?.({ payload });
    const fake: FakeConsumer = {
      join: (memberAssignment) => tell('join', { memberAssignment }),
      beat: () => tell('beat', {}),
      crash: (message) => tell('crash', { error: new Error(message), restart: false }),
      fetch: (topic, partition, messages, highWatermark) => eachBatch({ batch: { topic, partition, messages: [...messages], highWatermark: String(highWatermark) }, isStale: () => false }),
      commits: [], seeks: [], paused: [], failCommits: false, disconnected: false, running: false,
    };
    consumers.push(fake);
    const broken = state.down;
    return {
      events: EVENTS,
      on: (name: string, listener: (event: { payload: unknown }) => void) => void listeners.set(name, listener),
      async connect() {
        if (broken) throw new Error('down');
        await state.slow;
      },
      subscribe: async () => undefined,
      async run(options: { eachBatch: typeof eachBatch }) {
        fake.running = true;
        eachBatch = options.eachBatch;
      },
      disconnect: async () => void (fake.disconnected = true),
      async commitOffsets(offsets: FakeConsumer['commits']) {
        if (fake.failCommits) throw new Error('The group is rebalancing, so a rejoin is needed');
        fake.commits.push(...offsets);
      },
      seek: (place: FakeConsumer['seeks'][number]) => void fake.seeks.push(place),
      pause: ([place]: { topic: string; partitions: number[] }[]) => void fake.paused.push(`${place?.topic}/${place?.partitions[0]}`),
      resume([place]: { topic: string; partitions: number[] }[]) {
        const at = fake.paused.indexOf(`${place?.topic}/${place?.partitions[0]}`);
        if (at >= 0) fake.paused.splice(at, 1);
      },
    } as unknown as Consumer;
  };
  const ours = (): FetchedOffsets =>
    consumers.flatMap(({ commits }) => commits).map(({ topic, partition, offset, metadata = null }) => ({ topic, partitions: [{ partition, offset, metadata }] }));
  const admin = () => ({ connect: async () => undefined, disconnect: async () => undefined, fetchOffsets: async () => state.committed ?? ours(), fetchTopicOffsets: async () => [{ partition: 0, high: String(state.end) }] });
  return { consumers, state, kafka: { consumer, admin } as unknown as Kafka };
}
