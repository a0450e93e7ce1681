import { assembleCrew } from './crew.ts';
import { watchLiveHeap } from './live-heap.ts';
import { measureMemory } from './memory-run.ts';
import { startProduct } from './product.ts';
import { say } from './table.ts';

/** Changes and reads a second, ten callers in turn. */
const PER_SECOND = 10;

/** The product as processes on real engines under a steady mixed load: what each process weighs at minute 2 and at the end, and how much of that is in use. */
export async function reportMemory(minutes: number): Promise<void> {
  say(`Memory of every process on real engines, ${PER_SECOND} changes and reads a second for ${minutes} minutes:`);
  const heap = watchLiveHeap();
  const product = await startProduct('real', heap.env);
  try {
    const crew = await assembleCrew(product, 10, { mode: 'smart' });
    try {
      const { done, failed, failures, services } = await measureMemory(crew, product.pid, { minutes, perSecond: PER_SECOND, heap, say });
      say(`${done} done, ${failed} failed`);
      for (const [reason, times] of failures) say(`  ${times} times: ${reason}`);
      say(`${'process'.padEnd(12)}  ${'minute 2'.padStart(10)}  ${`minute ${minutes}`.padStart(10)}  ${'ratio'.padStart(6)}  ${'MB a minute'.padStart(12)}  ${'in use then and now'.padStart(20)}`);
      for (const { name, early, late, slope, earlyHeap, lateHeap } of services) {
        const inUse = Number.isNaN(lateHeap) ? '-' : `${earlyHeap.toFixed(0)} MB, ${lateHeap.toFixed(0)} MB`;
        say(`${name.padEnd(12)}  ${`${early.toFixed(0)} MB`.padStart(10)}  ${`${late.toFixed(0)} MB`.padStart(10)}  ${(late / early).toFixed(2).padStart(6)}  ${slope.toFixed(2).padStart(12)}  ${inUse.padStart(20)}`);
      }
      say('In use: what remained in the heap of Node after a full collection; the rest is what Node has not collected yet.');
      say('The supervisor holds the Google sandbox, which keeps every event it was ever given; mongod fills its cache up to the size it is allowed.');
    } finally {
      await crew.close();
    }
  } finally {
    await product.stop();
    heap.close();
  }
}
