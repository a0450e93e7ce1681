import {
  conflict, pushPreview, run, runRecord, syncSettings, syncStatus, type Run, type SyncSettings, type syncSettingsChange, type SyncStatus,
} from '@portal-sync/contracts';
import type { z } from 'zod';
import { path, type CallApi } from './call-api.ts';
import { listOf } from './pages.ts';

export interface PushWish {
  readonly connectionId: string;
  readonly which?: 'future' | 'all';
}

export const syncingApi = (call: CallApi) => ({
  status: (connectionId: string): Promise<SyncStatus> => call('GET', path`/v1/sync-status/${connectionId}`, { answer: syncStatus }),
  statuses: () => listOf(call, '/v1/sync-status', syncStatus),
  /** After syncing stopped because too much vanished at once. */
  answerGuard: (connectionId: string, answer: 'apply' | 'restore'): Promise<SyncStatus> =>
    call('POST', path`/v1/sync-status/${connectionId}/answer`, { body: { answer }, answer: syncStatus }),
  settings: (connectionId: string): Promise<SyncSettings> => call('GET', path`/v1/sync-settings/${connectionId}`, { answer: syncSettings }),
  /** On the version that was seen; fails with `precondition-failed` when it is not the newest. */
  changeSettings: (connectionId: string, body: z.input<typeof syncSettingsChange>, version: number): Promise<SyncSettings> =>
    call('PATCH', path`/v1/sync-settings/${connectionId}`, { body, version, answer: syncSettings }),
  now: (connectionId: string): Promise<SyncStatus> => call('POST', '/v1/sync-now', { body: { connectionId }, answer: syncStatus }),
  previewPush: (wish: PushWish) => call('GET', '/v1/pushes/preview', { query: { ...wish }, answer: pushPreview }),
  push: (body: PushWish, options: { idempotencyKey?: string } = {}): Promise<Run> => call('POST', '/v1/pushes', { body, ...options, answer: run }),
  runs: (query: { connectionId?: string; state?: Run['state']; limit?: number } = {}) => listOf(call, '/v1/runs', run, query),
  run: (runId: string): Promise<Run> => call('GET', path`/v1/runs/${runId}`, { answer: run }),
  records: (runId: string, query: { act?: z.output<typeof runRecord>['act']; limit?: number } = {}) => listOf(call, path`/v1/runs/${runId}/records`, runRecord, query),
  record: (runId: string, recordId: string) => call('GET', path`/v1/runs/${runId}/records/${recordId}`, { answer: runRecord }),
  retry: (runId: string): Promise<Run> => call('POST', path`/v1/runs/${runId}/retry`, { answer: run }),
  conflicts: (query: { appointmentId?: string } = {}) => listOf(call, '/v1/conflicts', conflict, query),
});
