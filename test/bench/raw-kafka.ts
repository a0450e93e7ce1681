import type { CloudEvent } from '@portal-sync/kernel';
import kafkajs from 'kafkajs';

/** A CloudEvent as the Kafka binding writes it in binary mode: the same bytes as the bus sends, but for a message's place in its outbox. */
const recordOf = ({ partition, message }: { readonly partition: number; readonly message: CloudEvent }) => {
  const { data, datacontenttype, ...attributes } = message;
  const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)]));
  return { key: message.partitionkey, value: JSON.stringify(data), partition, headers: { ...headers, 'content-type': datacontenttype } };
};

/** The client by itself: the same guarantees as the bus (idempotent, all acks, one request at a time; at least once), none of its care. */
export async function openRawKafka(brokers: readonly string[], prefix: string, onMessage: (data: unknown) => void) {
  const kafka = new kafkajs.Kafka({ clientId: 'bench', brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING });
  const topic = `${prefix}raw`;
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 12 }], waitForLeaders: true }).catch(() => undefined);
  await admin.disconnect();
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: () => ({ message }) => message.partition ?? 0 });
  await producer.connect();
  const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 250 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
  await consumer.run({
    eachMessage: async ({ message }) => onMessage(JSON.parse(String(message.value))),
  });
  await joined;
  return {
    async publish(messages: readonly { readonly partition: number; readonly message: CloudEvent }[]) {
      await producer.send({ topic, acks: -1, messages: messages.map(recordOf) });
    },
    async close() {
      await consumer.disconnect();
      await producer.disconnect();
    },
  };
}
