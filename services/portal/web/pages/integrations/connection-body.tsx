import type { Connection } from '@portal-sync/contracts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useOpenConnect, useSyncNow } from '../../api/connections.ts';
import { useSession } from '../../api/session.ts';
import { dayLately } from '../../dates/format.ts';
import { useNow } from '../../dates/use-now.ts';
import { Failure } from '../../parts/failure.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useSaying } from '../../parts/said.tsx';
import { Time } from '../../parts/time.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { wayOut, type CardState } from './card-state.ts';
import { DecideStopped } from './decide-stopped.tsx';
import { Disconnect } from './disconnect.tsx';
import classes from './product-card.module.css';

type Made = Extract<CardState, { kind: 'made' }>;

/** A connection that stands: why it is as it is, its account, calendar and counts, and what can be done. */
export function ConnectionBody({ connection, status }: Pick<Made, 'connection' | 'status'>) {
  const { say, sayKey, locale } = useTexts();
  const now = useNow();
  const { brand } = useSession();
  const [asking, setAsking] = useState(false);
  const syncNow = useSyncNow();
  const tell = useSaying();
  const removing = connection.state === 'removing';
  const running = status.state === 'connected' || status.state === 'syncing';
  return (
    <>
      {status.reason !== null && (
        <Notice
          tone={status.state === 'needs-you' ? 'warn' : 'info'}
          actions={status.reason === 'pushing-existing' ? <Button variant="default" component={Link} to={`/push/${connection.id}`}>{say('integrations.progress')}</Button> : undefined}
        >
          {status.reason === 'access-revoked'
            ? say('integrations.revoked', { day: dayLately(status.since, now, locale) })
            : sayKey('reasons', status.reason, 'reasons.other', { support: brand.supportAddress, calendar: status.targetCalendarName ?? '' })}
        </Notice>
      )}
      <Facts
        facts={[
          [say('integrations.since'), <Time key="since" at={status.since} />],
          [say('integrations.account'), connection.account],
          [say('integrations.calendar'), status.targetCalendarName],
          [say('integrations.lastSuccess'), status.lastSuccessAt === null ? say('integrations.notYet') : <Time key="last" at={status.lastSuccessAt} />],
        ]}
      />
      <p className={classes['numbers']}>
        <Link to="/calendar">{say('integrations.linked', { count: status.counts.linked })}</Link>
        {status.counts.waiting > 0 && <Link to="/calendar">{say('integrations.waiting', { count: status.counts.waiting })}</Link>}
        {status.counts.failed > 0 && <Link to={`/log?connection=${connection.id}&state=partial`}>{say('integrations.failed', { count: status.counts.failed })}</Link>}
        {running && status.targetCalendarName !== null && status.reason !== 'pushing-existing' && <Link to={`/push/${connection.id}`}>{say('push.title')}</Link>}
      </p>
      {syncNow.error !== null && <Failure error={syncNow.error} />}
      {!removing && (
        <div className={classes['foot']}>
          <OneButton connection={connection} status={status} />
          {running && (
            <Button variant="default" loading={syncNow.isPending} onClick={() => syncNow.mutate(connection.id, { onSuccess: () => tell({ text: say('integrations.asked') }) })}>
              {say('integrations.syncNow')}
            </Button>
          )}
          <Button variant="default" component={Link} to={`/settings?connection=${connection.id}`}>{say('nav.settings')}</Button>
          <Button variant="default" onClick={() => setAsking(true)}>{say('disconnect.open')}</Button>
        </div>
      )}
      <Disconnect connection={connection} status={status} opened={asking} onClose={() => setAsking(false)} />
    </>
  );
}

/** The one thing that helps, where something needs the person. */
function OneButton({ connection, status }: { readonly connection: Connection; readonly status: Made['status'] }) {
  const { say } = useTexts();
  const { brand } = useSession();
  const again = useOpenConnect();
  const [deciding, setDeciding] = useState(false);
  const way = wayOut(status);
  if (way === null) return null;
  if (way === 'choose-calendar') return <Button component={Link} to={`/connect/${connection.product}/choose?connection=${connection.id}`}>{say('integrations.chooseCalendar')}</Button>;
  if (way === 'see-failed') return <Button component={Link} to={`/log?connection=${connection.id}&state=partial`}>{say('integrations.seeFailed')}</Button>;
  if (way === 'decide') {
    return (
      <>
        <Button onClick={() => setDeciding(true)}>{say('integrations.decide')}</Button>
        <DecideStopped connection={connection} status={status} opened={deciding} onClose={() => setDeciding(false)} />
      </>
    );
  }
  if (way === 'ask-admin') return <Button component="a" href={`mailto:${brand.supportAddress}`}>{say('integrations.askAdmin')}</Button>;
  return (
    <Button loading={again.isPending} onClick={() => again.mutate({ product: connection.product, intent: 'reconnect', connectionId: connection.id })}>{say('integrations.connectAgain')}</Button>
  );
}
