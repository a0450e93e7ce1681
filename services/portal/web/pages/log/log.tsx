import type { Run } from '@portal-sync/contracts';
import { Select } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { useRuns } from '../../api/runs.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows, type Column } from '../../parts/rows.tsx';
import { Time } from '../../parts/time.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { RunNumber } from './run-number.tsx';
import { RunState } from './run-state.tsx';
import classes from './log.module.css';

const STATES = ['running', 'done', 'partial', 'failed', 'stopped'] as const;

const COUNTS = ['processed', 'created', 'updated', 'cancelled', 'conflicts', 'errors'] as const;

/** Every run of the sync, newest first. Every number opens its records. */
export function Log() {
  const { say } = useTexts();
  const [query, setQuery] = useSearchParams();
  const state = query.get('state') ?? undefined;
  const runs = useRuns({ connectionId: query.get('connection') ?? undefined, state });
  const filter = (value: string | null): void => {
    const next = new URLSearchParams(query);
    if (value === null || value === 'any') next.delete('state');
    else next.set('state', value);
    setQuery(next, { replace: true });
  };
  const counted = (key: (typeof COUNTS)[number]): Column<Run> => ({ key, head: say(`log.${key}`), number: true, cell: (run) => <RunNumber run={run} count={key} /> });
  const columns: readonly Column<Run>[] = [
    { key: 'time', head: say('log.headTime'), main: true, cell: (run) => <Link to={`/log/${run.id}`}><Time at={run.startedAt} exact /></Link> },
    { key: 'what', head: say('log.headWhat'), cell: (run) => `${say(`runKinds.${run.kind}`)} · ${say(`runDirections.${run.direction}`)}` },
    { key: 'state', head: say('log.headState'), cell: (run) => <RunState run={run} /> },
    ...COUNTS.map(counted),
  ];
  return (
    <Page title={say('nav.log')} lead={say('log.lead')}>
      <div className={classes['filters']}>
        <Select label={say('log.filterState')} value={state ?? 'any'} onChange={filter} data={[{ value: 'any', label: say('log.any') }, ...STATES.map((value) => ({ value, label: say(`runStates.${value}`) }))]} />
      </div>
      <Loaded query={runs} lines={6}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={state === undefined ? say('log.empty') : say('log.emptyFilter')}>{state === undefined ? say('log.emptyWhat') : undefined}</Empty>;
          return (
            <>
              <Rows label={say('nav.log')} columns={columns} rows={items} keyOf={(run) => run.id} />
              <More query={runs} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
