import type { Firing, OutgoingMail } from '@portal-sync/contracts';
import { Link } from 'react-router';
import { useFirings, useMails } from '../../api/rules.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { More } from '../../parts/more.tsx';
import { Rows, type Column } from '../../parts/rows.tsx';
import { Time } from '../../parts/time.tsx';
import { useTexts } from '../../texts/use-texts.ts';

/** What the rules did, and the mails that left by them. */
export function FiringsCard() {
  const { say, sayKey } = useTexts();
  const firings = useFirings();
  const mails = useMails();
  const columns: readonly Column<Firing>[] = [
    { key: 'at', head: say('log.headTime'), main: true, cell: (firing) => <Time at={firing.at} exact /> },
    { key: 'rule', head: say('rules.rule'), cell: (firing) => firing.ruleName },
    { key: 'on', head: say('rules.on'), cell: (firing) => <Link to={`/calendar?appointment=${firing.appointmentId}`}>{say(`ruleEvents.${firing.on}`)}</Link> },
    { key: 'who', head: say('appointment.client'), cell: (firing) => (firing.contactId === null ? '–' : <Link to={`/contacts/${firing.contactId}`}>{say('rules.contact')}</Link>) },
    { key: 'did', head: say('rules.did'), cell: (firing) => firing.actions.map((action) => `${sayKey('ruleActions', action.kind, 'ruleActions.other')}: ${say(`actionStates.${action.state}`)}`).join(', ') },
  ];
  const mailColumns: readonly Column<OutgoingMail>[] = [
    { key: 'at', head: say('log.headTime'), main: true, cell: (mail) => <Time at={mail.at} exact /> },
    { key: 'to', head: say('rules.mailTo'), cell: (mail) => mail.to },
    { key: 'subject', head: say('rules.subject'), cell: (mail) => mail.subject },
  ];
  return (
    <>
      <Card id="firings" title={say('rules.firings')} lead={say('rules.firingsWhat')}>
        <Loaded query={firings}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <Empty title={say('rules.noFirings')}>{say('rules.noFiringsWhat')}</Empty>;
            return (
              <>
                <Rows label={say('rules.firings')} columns={columns} rows={items} keyOf={(firing) => firing.id} />
                <More query={firings} />
              </>
            );
          }}
        </Loaded>
      </Card>
      <Card id="mails" title={say('rules.mails')}>
        <Loaded query={mails}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <Empty title={say('rules.noMails')} />;
            return (
              <>
                <Rows label={say('rules.mails')} columns={mailColumns} rows={items} keyOf={(mail) => mail.id} />
                <More query={mails} />
              </>
            );
          }}
        </Loaded>
      </Card>
    </>
  );
}
