import { run, type Run } from '@portal-sync/contracts';
import type { PlainResponse } from '@portal-sync/runtime';
import type { RunDoc } from '../../repos/runs.ts';

/** What the API shows of a run; what we keep beside it stays here. */
export const presentRun = (doc: RunDoc): Run => run.parse(doc);

/** A run that was started: where to look how it goes. */
export const answerRun = (doc: RunDoc): PlainResponse => ({ status: 202, headers: { location: `/v1/runs/${doc.id}` }, body: presentRun(doc) });
