import { Button } from '@mantine/core';
import type { AppointmentVersion, User } from '@portal-sync/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { useHistory } from '../../api/appointments.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Time } from '../../parts/time.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { BeforeAfter } from '../log/before-after.tsx';
import { whyText } from '../log/why-text.ts';
import classes from './calendar.module.css';

/** How an appointment came to be as it is: every version and what syncing did, read on demand. */
export function History({ id, people }: { readonly id: string; readonly people: readonly User[] }) {
  const texts = useTexts();
  const { say } = texts;
  const [opened, setOpened] = useState(false);
  const history = useHistory(id, opened);
  return (
    <section className={classes['part']}>
      <h3>{say('appointment.history')}</h3>
      {!opened && <div><Button variant="default" onClick={() => setOpened(true)}>{say('appointment.showHistory')}</Button></div>}
      {opened && (
        <Loaded query={history}>
          {({ versions, records }) => (
            <ul className={classes['history']}>
              {versions.map((version) => <Version key={`v${version.version}`} version={version} people={people} />)}
              {records.map((record) => (
                <li key={record.id}>
                  <span>
                    <Link to={`/log/${record.runId}/${record.id}`}>{say(`runActs.${record.act}`)}</Link> · {say(`sides.${record.side}`)} · <span className="soft"><Time at={record.at} /></span>
                  </span>
                  <small className="soft">{whyText(texts, record.why)}</small>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      )}
    </section>
  );
}

function Version({ version, people }: { readonly version: AppointmentVersion; readonly people: readonly User[] }) {
  const { say, sayKey } = useTexts();
  const by = people.find((person) => version.by === person.id || version.by.endsWith(`:${person.id}`) || version.by.endsWith(`/${person.id}`))?.name;
  return (
    <li>
      <span>
        <strong>{say(`changes.${version.kind}`)}</strong> · {by ?? sayKey('causes', version.cause, 'causes.api')} · <span className="soft"><Time at={version.at} /></span>
      </span>
      {version.kind !== 'booked' && <BeforeAfter before={version.before} after={version.after} />}
      {Object.keys(version.lost).length > 0 && (
        <>
          <small className="soft">{say('appointment.lost')}</small>
          <BeforeAfter before={version.lost} after={{}} />
        </>
      )}
    </li>
  );
}
