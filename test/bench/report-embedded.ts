import { setTimeout as pause } from 'node:timers/promises';
import { assembleCrew } from './crew.ts';
import { startProduct } from './product.ts';
import { countPullCalls, measurePull } from './pull-figures.ts';
import { measurePush } from './push-latency.ts';
import { row, say } from './table.ts';

/** The product in one process, as `npm start` starts it. */
export async function reportEmbedded(short: boolean): Promise<void> {
  say('The product in one process, on SQLite:');
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
      row('the API answers after, p50 and p99', `${push.answerP50} and ${push.answerP99} ms`);
      row('answered with 503', String(push.refused), '0');
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
}
