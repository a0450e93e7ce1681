import { Button } from '@mantine/core';
import type { Connection, SyncSettings } from '@portal-sync/contracts';
import { useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { useConnections } from '../../api/connections.ts';
import { useGoogleCalendars, useSaveSettings, useSyncSettings } from '../../api/settings.ts';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { modeUnder } from '../settings/caps.ts';
import { CalendarSelect } from './calendar-select.tsx';
import { DirectionChoice } from './direction-choice.tsx';
import { ModeCards } from './mode-cards.tsx';
import { Steps } from './steps.tsx';
import { TargetNotes } from './target-notes.tsx';

/** Step three: which calendar, which direction, what events in Google mean. */
export function Choose() {
  const { say } = useTexts();
  const [query] = useSearchParams();
  const id = query.get('connection') ?? undefined;
  const connections = useConnections();
  const settings = useSyncSettings(id);
  return (
    <Page title={say('choose.title')} lead={say('choose.lead')} back={{ to: '/integrations', label: say('nav.integrations') }}>
      <Steps now={2} />
      <Loaded query={connections}>
        {(own) => {
          const connection = own.find((one) => one.id === id);
          if (connection === undefined) return <Navigate to="/integrations" replace />;
          return <Loaded query={settings}>{(values) => <ChooseForm connection={connection} settings={values} />}</Loaded>;
        }}
      </Loaded>
    </Page>
  );
}

function ChooseForm({ connection, settings }: { readonly connection: Connection; readonly settings: SyncSettings }) {
  const { say } = useTexts();
  const navigate = useNavigate();
  const calendars = useGoogleCalendars(connection.id);
  const save = useSaveSettings(connection.id);
  const [picked, setPicked] = useState<string | null>(settings.targetCalendarId);
  const [direction, setDirection] = useState(settings.direction);
  const [mode, setMode] = useState(settings.mode);
  const [missing, setMissing] = useState(false);
  const finish = (): void => {
    setMissing(picked === null);
    if (picked === null) return;
    save.mutate({ change: { targetCalendarId: picked, direction, mode }, version: settings.version }, { onSuccess: () => void navigate(`/push/${connection.id}`) });
  };
  return (
    <>
      <Card title={say('choose.calendarTitle')} lead={say('choose.calendarLead')}>
        <CalendarSelect calendars={calendars} connectionId={connection.id} value={picked} onChange={setPicked} error={missing && picked === null ? say('choose.pickOne') : null} />
        <TargetNotes before={settings.targetCalendarId} picked={picked} />
      </Card>
      <Card title={say('choose.directionTitle')}>
        <DirectionChoice
          product={connection.product}
          value={direction}
          onChange={(next) => {
            setDirection(next);
            setMode(modeUnder(next, mode));
          }}
        />
      </Card>
      <Card title={say('choose.modeTitle')} lead={say('choose.modeLead')}>
        <ModeCards direction={direction} value={mode} onChange={setMode} />
      </Card>
      {save.error !== null && <Failure error={save.error} />}
      <div>
        <Button loading={save.isPending} onClick={finish}>{say('choose.finish')}</Button>
      </div>
    </>
  );
}
