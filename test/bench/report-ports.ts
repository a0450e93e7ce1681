import { measureMessages } from './message-figures.ts';
import { measureStores } from './store-figures.ts';
import { row, say } from './table.ts';

const BAR = 'at least 0.70';

/** The store and the bus ports beside the drivers they stand on. Throws `CannotBeHad` where there is no engine. */
export async function reportStores(short: boolean): Promise<void> {
  say('The store port beside the drivers it stands on, in turns, at the same durability:');
  for await (const { engine, job, atOnce, port, raw, ratio } of measureStores(short)) {
    row(`${engine}: ${job}, ${atOnce} at once: ${port.toFixed(0)}/s, driver ${raw.toFixed(0)}/s`, ratio.toFixed(2), /insert|write/.test(job) ? BAR : '');
  }
}

export async function reportMessages(short: boolean): Promise<void> {
  say('The bus port beside raw kafkajs, in turns, the same records at the same durability:');
  const [port, raw] = await measureMessages(short);
  row(`kafka: messages durable: ${port.sent.toFixed(0)}/s, kafkajs ${raw.sent.toFixed(0)}/s`, (port.sent / raw.sent).toFixed(2), BAR);
  row(`kafka: messages handled: ${port.handled.toFixed(0)}/s, kafkajs ${raw.handled.toFixed(0)}/s`, (port.handled / raw.handled).toFixed(2), BAR);
}
