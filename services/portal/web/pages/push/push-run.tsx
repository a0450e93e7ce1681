import { Button, Progress } from '@mantine/core';
import type { Run } from '@portal-sync/contracts';
import { Link } from 'react-router';
import { useRetryRun, useRun } from '../../api/runs.ts';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { RunNumbers } from '../log/run-numbers.tsx';
import classes from './push.module.css';

/** A push under way or ended: a bar that says how many of how many, then a closing message. */
export function PushRun({ runId, calendar, onRetried }: { readonly runId: string; readonly calendar: string | null; readonly onRetried: (runId: string) => void }) {
  const { say } = useTexts();
  const run = useRun(runId);
  return (
    <Card>
      <Loaded query={run} lines={2}>
        {(found) => (
          <>
            {found.state === 'running' ? <Bar run={found} /> : <Closing run={found} calendar={calendar} onRetried={onRetried} />}
            <RunNumbers run={found} />
            <div className={classes['actions']}>
              <Button variant={found.state === 'running' ? 'default' : 'filled'} component={Link} to="/calendar">{say('push.toCalendar')}</Button>
              <Button variant="default" component={Link} to={`/log/${found.id}`}>{say('push.toRun')}</Button>
            </div>
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Bar({ run }: { readonly run: Run }) {
  const { say } = useTexts();
  const total = run.total ?? 0;
  const share = total === 0 ? 0 : Math.min(100, (run.processed / total) * 100);
  const text = total === 0 ? say('push.counting') : say('push.progress', { done: run.processed, total });
  return (
    <div className={classes['bar']}>
      <p role="status">{text}</p>
      <Progress.Root size={12} radius="md">
        <Progress.Section value={share} color="var(--accent)" aria-label={say('push.title')} aria-valuetext={text} />
      </Progress.Root>
      <p className="soft">{say('push.mayLeave')}</p>
    </div>
  );
}

function Closing({ run, calendar, onRetried }: { readonly run: Run; readonly calendar: string | null; readonly onRetried: (runId: string) => void }) {
  const { say, sayKey } = useTexts();
  const retry = useRetryRun();
  const done = run.created + run.linked + run.updated + run.unchanged;
  if (run.errors === 0 && run.state === 'done') return <Notice tone="good" title={say('push.doneTitle')}>{say('push.done', { count: done, calendar: calendar ?? say('disconnect.yourCalendar') })}</Notice>;
  return (
    <>
      <Notice tone="warn" title={say('push.partTitle')}>
        {run.errors > 0 ? say('push.part', { count: run.errors, done }) : sayKey('reasons', run.problem ?? '', 'push.stopped')}
      </Notice>
      {retry.error !== null && <Failure error={retry.error} />}
      {run.errors > 0 && <div><Button loading={retry.isPending} onClick={() => retry.mutate(run.id, { onSuccess: (next) => onRetried(next.id) })}>{say('log.retryFailed', { count: run.errors })}</Button></div>}
    </>
  );
}
