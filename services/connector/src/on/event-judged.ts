import { eventJudged } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { applyVerdict } from '../actions/apply-verdict.ts';
import type { Deps } from '../deps.ts';

export const onEventJudged = (deps: Deps): MessageHandler => on(eventJudged, (data) => applyVerdict(deps, data));
