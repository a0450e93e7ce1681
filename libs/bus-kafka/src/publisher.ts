import type { PlacedMessage } from '@portal-sync/store';
import kafkajs from 'kafkajs';
import type { Kafka, Producer, TopicMessages } from 'kafkajs';
import type { WrittenRecord } from './record.ts';
import { writeRecord } from './record.ts';

/** Bytes of one request at most, one message excepted: brokers refuse batches that are too large. */
const REQUEST_BYTES = 800_000;

export interface PublisherOptions {
  readonly kafka: Kafka;
  /** Name of the topic of a type. */
  readonly topicOf: (type: string) => string;
  /** Makes sure that topics are there. */
  readonly ensure: (topics: readonly string[]) => Promise<void>;
  /** Takes the topics of a send that failed. */
  readonly doubt: (topics: readonly string[]) => void;
}

/**
 * Sends messages, one call at a time. A producer whose send failed is thrown away: what it sent may be there or not, and the relay sends all
 * of it again. So an idempotent producer's numbering never has to be mended.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  #producer: Producer | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  /** Resolves when all of them are with every replica that counts. */
  publish(messages: readonly PlacedMessage[]): Promise<void> {
    const sent = this.#last.then(() => this.#publish(messages));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  /** Waits for what is being sent. */
  async close(): Promise<void> {
    await this.#last;
    await this.#dispose();
  }

  async #publish(messages: readonly PlacedMessage[]): Promise<void> {
    const records = messages.map((placed) => ({ topic: this.#options.topicOf(placed.message.type), record: writeRecord(placed) }));
    const topics = [...new Set(records.map(({ topic }) => topic))];
    await this.#options.ensure(topics);
    try {
      for (const topicMessages of requests(records)) {
        const producer = (this.#producer ??= await this.#connect());
        await producer.sendBatch({ acks: -1, compression: kafkajs.CompressionTypes.None, topicMessages });
      }
    } catch (error) {
      this.#options.doubt(topics);
      await this.#dispose();
      throw error;
    }
  }

  async #connect(): Promise<Producer> {
    const producer = this.#options.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      // The partition is ours to say.
      createPartitioner: () => ({ message }) => message.partition ?? 0,
      // The relay waits and tries again by itself, and must be able to tell that it does.
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 },
    });
    await producer.connect();
    return producer;
  }

  async #dispose(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }
}

/** Cuts into requests of bearable size, in order. */
function* requests(records: readonly { topic: string; record: WrittenRecord }[]): Generator<TopicMessages[]> {
  let size = 0;
  let byTopic = new Map<string, WrittenRecord[]>();
  for (const { topic, record } of records) {
    const bytes = Buffer.byteLength(record.value) + 500;
    if (size > 0 && size + bytes > REQUEST_BYTES) {
      yield topicMessagesOf(byTopic);
      byTopic = new Map();
      size = 0;
    }
    const ofTopic = byTopic.get(topic) ?? [];
    ofTopic.push(record);
    byTopic.set(topic, ofTopic);
    size += bytes;
  }
  if (size > 0) yield topicMessagesOf(byTopic);
}

const topicMessagesOf = (byTopic: ReadonlyMap<string, WrittenRecord[]>): TopicMessages[] =>
  [...byTopic].map(([topic, messages]) => ({ topic, messages: messages.map(({ headers, ...record }) => ({ ...record, headers: { ...headers } })) }));
