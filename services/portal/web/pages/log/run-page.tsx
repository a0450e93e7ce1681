import { Button, Select } from '@mantine/core';
import type { Run, RunRecord } from '@portal-sync/contracts';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useRecords, useRetryRun, useRun } from '../../api/runs.ts';
import { useSession } from '../../api/session.ts';
import { duration } from '../../dates/format.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { More } from '../../parts/more.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows, type Column } from '../../parts/rows.tsx';
import { Time } from '../../parts/time.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { RunNumbers } from './run-numbers.tsx';
import { RunState } from './run-state.tsx';
import { whyText } from './why-text.ts';
import classes from './log.module.css';

const ACTS = ['created', 'updated', 'cancelled', 'linked', 'unchanged', 'conflict', 'failed', 'skipped'] as const;

/** One run: what it did, record by record. */
export function RunPage() {
  const { runId = '' } = useParams();
  const { say } = useTexts();
  const run = useRun(runId);
  return (
    <Page title={run.data === undefined ? say('log.run') : say(`runKinds.${run.data.kind}`)} back={{ to: '/log', label: say('nav.log') }}>
      <Loaded query={run}>{(found) => <Found run={found} />}</Loaded>
    </Page>
  );
}

function Found({ run }: { readonly run: Run }) {
  const { say, sayKey, locale } = useTexts();
  const { brand } = useSession();
  const navigate = useNavigate();
  const retry = useRetryRun();
  return (
    <>
      <Card>
        {run.problem !== null && <Notice tone="warn">{sayKey('reasons', run.problem, 'reasons.other', { support: brand.supportAddress, calendar: '' })}</Notice>}
        <Facts
          facts={[
            [say('log.headState'), <RunState key="state" run={run} />],
            [say('log.direction'), say(`runDirections.${run.direction}`)],
            [say('log.started'), <Time key="started" at={run.startedAt} exact />],
            [say('log.took'), run.finishedAt === null ? say('log.stillRunning') : duration(run.finishedAt - run.startedAt, locale)],
            [say('log.token'), run.tokenRefreshed ? say('log.tokenRefreshed') : null],
            [say('log.retryOf'), run.retryOf === null ? null : <Link key="retry" to={`/log/${run.retryOf}`}>{say('log.firstRun')}</Link>],
          ]}
        />
        <RunNumbers run={run} />
        {retry.error !== null && <Failure error={retry.error} />}
        {run.errors > 0 && run.state !== 'running' && (
          <div><Button loading={retry.isPending} onClick={() => retry.mutate(run.id, { onSuccess: (next) => void navigate(`/log/${next.id}`) })}>{say('log.retryFailed', { count: run.errors })}</Button></div>
        )}
      </Card>
      <Records runId={run.id} />
    </>
  );
}

function Records({ runId }: { readonly runId: string }) {
  const texts = useTexts();
  const { say } = texts;
  const [query, setQuery] = useSearchParams();
  const act = query.get('act') ?? undefined;
  const records = useRecords(runId, act);
  const columns: readonly Column<RunRecord>[] = [
    { key: 'title', head: say('log.headRecord'), main: true, cell: (record) => <Link to={`/log/${runId}/${record.id}`}>{record.title ?? say('log.hidden')}</Link> },
    { key: 'act', head: say('log.headAct'), cell: (record) => say(`runActs.${record.act}`) },
    { key: 'side', head: say('log.headSide'), cell: (record) => say(`sides.${record.side}`) },
    { key: 'why', head: say('log.headWhy'), cell: (record) => whyText(texts, record.why) },
    { key: 'at', head: say('log.headTime'), cell: (record) => <Time at={record.at} exact /> },
  ];
  return (
    <>
      <div className={classes['filters']}>
        <Select
          label={say('log.filterAct')}
          value={act ?? 'any'}
          onChange={(value) => setQuery(value === null || value === 'any' ? {} : { act: value }, { replace: true })}
          data={[{ value: 'any', label: say('log.any') }, ...ACTS.map((value) => ({ value, label: say(`runActs.${value}`) }))]}
        />
      </div>
      <Loaded query={records}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={say('log.noRecords')} />;
          return (
            <>
              <Rows label={say('log.records')} columns={columns} rows={items} keyOf={(record) => record.id} />
              <More query={records} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
