import { Drawer } from '@mantine/core';
import type { User } from '@portal-sync/contracts';
import type { BusyBlock } from '../../api/appointments.ts';
import { whenText } from '../../dates/when.ts';
import { Facts } from '../../parts/facts.tsx';
import { useTexts } from '../../texts/use-texts.ts';

/** Why time is grey. */
export function BusyDrawer({ block, zone, people, onClose }: { readonly block: BusyBlock | null; readonly zone: string; readonly people: readonly User[]; readonly onClose: () => void }) {
  const { say, sayKey, locale } = useTexts();
  return (
    <Drawer opened={block !== null} onClose={onClose} size="sm" title={<strong>{say('calendar.busyOne')}</strong>} closeButtonProps={{ 'aria-label': say('shell.close') }}>
      {block !== null && (
        <Facts
          facts={[
            [say('appointment.title'), block.title],
            [say('appointment.when'), whenText(block.when, locale, zone, say('calendar.allDay'))],
            [say('appointment.host'), people.find((person) => person.id === block.userId)?.name ?? null],
            [say('calendar.whyGrey'), sayKey('greyReasons', block.reason, 'greyReasons.other')],
          ]}
        />
      )}
    </Drawer>
  );
}
