import { setTimeout as pause } from 'node:timers/promises';
import { CannotBeHad } from '@portal-sync/local-engines';
import { assembleCrew } from './crew.ts';
import { measureMessages } from './message-figures.ts';
import { startProduct } from './product.ts';
import { countPullCalls, measurePull } from './pull-figures.ts';
import { measurePush } from './push-latency.ts';
import { measureStores } from './store-figures.ts';

/** `npm run bench -- --short`: a tenth of the load, to see that the bench itself works. */
const short = process.argv.includes('--short');
const say = (text: string) => void process.stdout.write(`${text}\n`);
const row = (what: string, figure: string, bar = '') => say(`${what.padEnd(60)}  ${figure.padStart(10)}  ${bar}`);

say(`Measuring on this machine; figures move when it is shared.${short ? ' Short: a tenth of the load.' : ''}`);
const product = await startProduct();
try {
  row('time to ready, pages included', `${(product.readyMs / 1000).toFixed(1)} s`, 'under 5 s');
  await pause(10_000);
  row('memory when idle', `${product.memoryMb().toFixed(0)} MB`, 'under 300 MB');

  const crew = await assembleCrew(product, 10, { mode: 'smart' });
  try {
    const push = await measurePush(crew, { perSecond: 50, seconds: short ? 6 : 60 });
    row(`push latency p50, 50/s, ${push.pushed} appointments, 10 accounts`, `${push.p50} ms`, 'under 50 ms');
    row('push latency p99', `${push.p99} ms`, 'under 300 ms');
    row('Google writes per pushed change', push.writesPerChange.toFixed(3), 'at most 1');
    row('Google reads per pushed change', push.readsPerChange.toFixed(3), '0');
    const pull = await measurePull(crew, short ? 5 : 30);
    row("pull latency p50, change at Google to the portal's API", `${pull.p50} ms`, 'seconds');
    row('pull latency p99', `${pull.p99} ms`, 'seconds');
    const calls = await countPullCalls(crew, short ? 250 : 2_500);
    row(`lists for ${short ? '250' : '2,500'} pulled changes`, String(calls.lists), '1');
    row('writes of a quiet sync', String(calls.quietWrites), '0');
    row('memory after the load', `${product.memoryMb().toFixed(0)} MB`);
  } finally {
    await crew.close();
  }
} finally {
  await product.stop();
}

say('The store port beside the drivers it stands on, in turns, at the same durability:');
try {
  for await (const { engine, job, atOnce, port, raw } of measureStores(short)) {
    const writes = /insert|write/.test(job);
    row(`${engine}: ${job}, ${atOnce} at once: ${port.toFixed(0)}/s, driver ${raw.toFixed(0)}/s`, (port / raw).toFixed(2), writes ? 'at least 0.70' : '');
  }
} catch (error) {
  if (!(error instanceof CannotBeHad)) throw error;
  say(`MongoDB was not measured: ${error.message}`);
}

say('The bus port beside raw kafkajs, in turns, the same records at the same durability:');
try {
  const [port, raw] = await measureMessages(short);
  row(`kafka: messages durable: ${port.sent.toFixed(0)}/s, kafkajs ${raw.sent.toFixed(0)}/s`, (port.sent / raw.sent).toFixed(2), 'at least 0.70');
  row(`kafka: messages handled: ${port.handled.toFixed(0)}/s, kafkajs ${raw.handled.toFixed(0)}/s`, (port.handled / raw.handled).toFixed(2), 'at least 0.70');
} catch (error) {
  if (!(error instanceof CannotBeHad)) throw error;
  say(`Kafka was not measured: ${error.message}`);
}
