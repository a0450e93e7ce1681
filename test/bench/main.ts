import { parseArgs } from 'node:util';
import { CannotBeHad } from '@portal-sync/local-engines';
import { reportEmbedded } from './report-embedded.ts';
import { reportMemory } from './report-memory.ts';
import { reportMessages, reportStores } from './report-ports.ts';
import { reportDue, reportReal } from './report-real.ts';
import { say } from './table.ts';

/**
 * `npm run bench` measures everything but memory over time.
 * `-- --short`: a tenth of the load, to see that the bench itself works. `-- --only real,stores`: some parts. `-- --memory [--minutes 10]`: memory under a steady load.
 */
const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, memory: { type: 'boolean', default: false }, minutes: { type: 'string', default: '10' }, only: { type: 'string' } },
});

const PARTS = { embedded: reportEmbedded, real: reportReal, stores: reportStores, due: reportDue, messages: reportMessages };

say(`Measuring on this machine; figures move when it is shared.${values.short ? ' Short: a tenth of the load.' : ''}`);
if (values.memory) await reportMemory(Number(values.minutes));
else {
  for (const [name, report] of Object.entries(PARTS)) {
    if (values.only !== undefined && !values.only.split(',').includes(name)) continue;
    try {
      await report(values.short);
    } catch (error) {
      if (!(error instanceof CannotBeHad)) throw error;
      say(`Not measured here: ${error.message}`);
    }
  }
}
