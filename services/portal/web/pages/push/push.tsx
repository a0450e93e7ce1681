import { useParams, useSearchParams } from 'react-router';
import { useSyncStatuses } from '../../api/connections.ts';
import { useRunningPush } from '../../api/pushes.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { PushPreviewCard } from './push-preview.tsx';
import { PushRun } from './push-run.tsx';

/** Pushing existing data: first what will happen, then a bar, then what was done. Left and come back to, it is found where it is. */
export function Push() {
  const { connectionId = '' } = useParams();
  const { say } = useTexts();
  const [query, setQuery] = useSearchParams();
  const running = useRunningPush(connectionId);
  const statuses = useSyncStatuses();
  const runId = query.get('run') ?? running.data?.id;
  const calendar = statuses.data?.find((status) => status.connectionId === connectionId)?.targetCalendarName ?? null;
  const show = (id: string): void => setQuery({ run: id }, { replace: true });
  return (
    <Page title={say('push.title')} lead={say('push.lead')} back={{ to: '/integrations', label: say('nav.integrations') }}>
      <Loaded query={running}>
        {() => (runId === undefined ? <PushPreviewCard connectionId={connectionId} calendar={calendar} onStarted={show} /> : <PushRun runId={runId} calendar={calendar} onRetried={show} />)}
      </Loaded>
    </Page>
  );
}
