import { assembleCrew } from './crew.ts';
import { measureDrain } from './drain.ts';
import { measureDue } from './due-figures.ts';
import { startProduct } from './product.ts';
import { measurePush } from './push-latency.ts';
import { measureSizes } from './sizes.ts';
import { row, say } from './table.ts';

/** How long Google is made to take for a write: about what the real one takes. */
const GOOGLE_MS = 80;
/** Changes a second: one that two cores sustain with the engines and Google's sandbox beside it, and one that may be too much for them. */
const RATES = [20, 50];

/** The product as processes on a MongoDB and a Kafka of its own. Throws `CannotBeHad` where there is none. */
export async function reportReal(short: boolean): Promise<void> {
  say('The product as processes, on MongoDB and Kafka:');
  const product = await startProduct('real');
  try {
    row('time to ready, engines included', `${(product.readyMs / 1000).toFixed(1)} s`);
    const crew = await assembleCrew(product, short ? 10 : 20, { mode: 'smart' });
    try {
      for (const perSecond of RATES) {
        const push = await measurePush(crew, { perSecond, seconds: short ? 6 : 60 });
        row(`push latency p50, ${perSecond}/s, ${push.pushed} appointments, ${crew.members.length} accounts`, `${push.p50} ms`);
        row('push latency p99', `${push.p99} ms`);
        row('the API answers after, p50 and p99', `${push.answerP50} and ${push.answerP99} ms`);
        row('answered with 503: more than this machine can take', String(push.refused), '0');
        row('Google writes per pushed change', push.writesPerChange.toFixed(3), 'at most 1');
      }
      const drain = await measureDrain(product, crew, { rounds: short ? 1 : 4, appointments: short ? 200 : 1_000, googleMs: GOOGLE_MS });
      row(`backlog, Google answers in ${GOOGLE_MS} ms: one connector ${drain.one.toFixed(0)}/s, two ${drain.two.toFixed(0)}/s`, drain.ratio.toFixed(2), 'over 1');
      for (const { name, ms } of drain.processor) row(`processor time of ${name} for one of them`, `${ms.toFixed(1)} ms`);
      for (const { what, size } of await measureSizes(product)) row(what, size);
    } finally {
      await crew.close();
    }
  } finally {
    await product.stop();
  }
}

/** Due work on MongoDB, by the number of its workers. Throws `CannotBeHad` where there is none. */
export async function reportDue(short: boolean): Promise<void> {
  say('Due documents on MongoDB, 8 at a time and 50 ms of work each, by the number of workers:');
  const rates = await measureDue(short);
  for (const { workers, perSecond, twice } of rates) {
    row(`${workers} of them: ${perSecond.toFixed(0)}/s, ${twice} documents given to two`, (perSecond / (rates[0]?.perSecond ?? Number.NaN)).toFixed(2), workers === 1 ? '' : 'over 1');
  }
}
