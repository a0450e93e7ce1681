import { z } from 'zod';
import { defineRoute, type Route } from '../route.ts';

/** One thing that must be well, and whether it is. `detail` goes to the log and the operator, never to a caller; `reason` does: it names an engine and no address. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
  readonly reason?: string;
}

export type Checks = () => Promise<readonly Check[]>;

const report = z.object({ status: z.enum(['ok', 'failing']), checks: z.record(z.string(), z.enum(['ok', 'failing'])), reasons: z.record(z.string(), z.string()).optional() });

const word = (ok: boolean) => (ok ? ('ok' as const) : ('failing' as const));

function healthRoute(id: string, path: string, summary: string, look: Checks): Route<unknown> {
  return defineRoute({
    id,
    method: 'GET',
    path,
    summary,
    who: 'anyone',
    answers: { 200: report, 503: report },
    rateLimit: Infinity,
    async handle() {
      const found = await look();
      const ok = found.every((check) => check.ok);
      const checks = Object.fromEntries(found.map((check) => [check.name, word(check.ok)]));
      const reasons = Object.fromEntries(found.flatMap(({ name, reason }) => (reason === undefined ? [] : [[name, reason]])));
      return { status: ok ? 200 : 503, body: { status: word(ok), checks, ...(Object.keys(reasons).length === 0 ? {} : { reasons }) } };
    },
  });
}

/** Is the process making progress? Fails when it should be restarted: from the age of real progress, never from being up. */
export const livezRoute = (checks: Checks): Route<unknown> => healthRoute('getLivez', '/livez', 'Whether this process makes progress', checks);

/** Can it take requests now? */
export const readyzRoute = (checks: Checks): Route<unknown> => healthRoute('getReadyz', '/readyz', 'Whether this process takes requests', checks);
