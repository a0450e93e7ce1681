import type { RunRecord } from '@portal-sync/contracts';
import { Link, useParams } from 'react-router';
import { useRecord } from '../../api/runs.ts';
import { Card } from '../../parts/card.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { BeforeAfter } from './before-after.tsx';
import { whyText } from './why-text.ts';

/** One record: what was done, why, and what stood before and after. */
export function RecordPage() {
  const { runId = '', recordId = '' } = useParams();
  const { say } = useTexts();
  const record = useRecord(runId, recordId);
  return (
    <Page title={record.data?.title ?? say('log.record')} back={{ to: `/log/${runId}`, label: say('log.run') }}>
      <Loaded query={record}>{(found) => <Found record={found} />}</Loaded>
    </Page>
  );
}

function Found({ record }: { readonly record: RunRecord }) {
  const texts = useTexts();
  const { say } = texts;
  return (
    <>
      <Card>
        <Facts
          facts={[
            [say('log.headAct'), say(`runActs.${record.act}`)],
            [say('log.headSide'), say(`sides.${record.side}`)],
            [say('log.headWhy'), whyText(texts, record.why)],
            [say('log.headTime'), <Time key="at" at={record.at} exact />],
            [say('log.appointment'), record.appointmentId === null ? null : <Link key="to" to={`/calendar?appointment=${record.appointmentId}`}>{say('log.openAppointment')}</Link>],
          ]}
        />
        {record.detail !== null && <small className="soft">{say('log.detail', { detail: record.detail })}</small>}
      </Card>
      <BeforeAfter before={record.before} after={record.after} />
    </>
  );
}
