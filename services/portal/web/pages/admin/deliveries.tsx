import { Modal } from '@mantine/core';
import type { Delivery, Webhook } from '@portal-sync/contracts';
import { useDeliveries } from '../../api/rules.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Mark } from '../../parts/mark.tsx';
import { More } from '../../parts/more.tsx';
import { Rows, type Column } from '../../parts/rows.tsx';
import { Time } from '../../parts/time.tsx';
import { useTexts } from '../../texts/use-texts.ts';

const TONES = { waiting: 'accent', delivered: 'good', failed: 'bad' } as const;

/** What was delivered to a webhook, newest first. */
export function Deliveries({ webhook, onClose }: { readonly webhook: Webhook | null; readonly onClose: () => void }) {
  const { say, number } = useTexts();
  const deliveries = useDeliveries(webhook?.id ?? null);
  const columns: readonly Column<Delivery>[] = [
    { key: 'at', head: say('log.headTime'), main: true, cell: (delivery) => <Time at={delivery.createdAt} exact /> },
    { key: 'state', head: say('log.headState'), cell: (delivery) => <Mark tone={TONES[delivery.state]}>{say(`deliveryStates.${delivery.state}`)}</Mark> },
    { key: 'attempts', head: say('rules.attempts'), number: true, cell: (delivery) => number(delivery.attempts) },
    { key: 'answer', head: say('rules.answer'), number: true, cell: (delivery) => (delivery.lastStatus === null ? '–' : String(delivery.lastStatus)) },
    { key: 'next', head: say('rules.nextTry'), cell: (delivery) => (delivery.nextAt === null ? '–' : <Time at={delivery.nextAt} exact />) },
  ];
  return (
    <Modal size="lg" opened={webhook !== null} onClose={onClose} title={<strong>{say('rules.deliveries')}</strong>} closeButtonProps={{ 'aria-label': say('shell.close') }}>
      <Loaded query={deliveries}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={say('rules.noDeliveries')} />;
          return (
            <>
              <Rows label={say('rules.deliveries')} columns={columns} rows={items} keyOf={(delivery) => delivery.id} />
              <More query={deliveries} />
            </>
          );
        }}
      </Loaded>
    </Modal>
  );
}
