import { Checkbox } from '@mantine/core';
import type { Agency, Role } from '@portal-sync/contracts';
import { useState } from 'react';
import { useConnectionCounts } from '../../api/connection-counts.ts';
import { Card } from '../../parts/card.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { SaveAgency } from './save-agency.tsx';
import classes from './admin.module.css';

const ROLES: readonly Role[] = ['admin', 'staff', 'client', 'prospect'];

/** Which roles may connect a calendar, and before saving what happens to the connections of those who no longer may. */
export function ConnectingPart({ agency }: { readonly agency: Agency }) {
  const { say } = useTexts();
  const [roles, setRoles] = useState<readonly Role[]>(agency.rolesThatConnect);
  const counts = useConnectionCounts();
  const taken = agency.rolesThatConnect.filter((role) => !roles.includes(role));
  const paused = taken.reduce((sum, role) => sum + (counts.data?.[role] ?? 0), 0);
  return (
    <Card id="connecting" title={say('admin.connecting')} lead={say('connecting.lead')}>
      <Checkbox.Group label={say('connecting.who')} value={[...roles]} onChange={(value) => setRoles(value as Role[])}>
        <div className={classes['form']}>
          {ROLES.map((role) => <Checkbox key={role} mt={8} value={role} label={say(`rolesMany.${role}`)} description={say('connecting.connected', { count: counts.data?.[role] ?? 0 })} />)}
        </div>
      </Checkbox.Group>
      {taken.length > 0 && <Notice tone="warn">{say('connecting.effect', { count: paused })}</Notice>}
      <SaveAgency agency={agency} change={{ rolesThatConnect: [...roles] }} />
    </Card>
  );
}
