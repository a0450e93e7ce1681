import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busContract } from '@portal-sync/bus/contract';
import { silentLog, systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import type { Timers } from '@portal-sync/kernel';
import { openEngines } from './index.ts';

/** Waits between attempts are cut short; nothing here depends on their length. The ten seconds that closing waits for a handler stay. */
const quickTimers: Timers = { after: (ms, run) => systemTimers.after(ms < 10_000 ? Math.min(ms, 2) : ms, run) };

busContract({
  name: 'in-process',
  lacks: {},
  async open() {
    const folder = mkdtempSync(join(tmpdir(), 'bus-'));
    return {
      async start() {
        const deps = { clock: systemClock, timers: quickTimers, random: systemRandom, log: silentLog };
        const engines = await openEngines({ kind: 'embedded', folder, ...deps });
        return { bus: engines.bus, store: engines.openStore, stop: () => engines.close({ drainMs: 0 }) };
      },
      dispose: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
});
