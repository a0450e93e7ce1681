import type { SyncStatus } from '@portal-sync/contracts';
import IconAlertCircle from '@tabler/icons-react/dist/esm/icons/IconAlertCircle.mjs';
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import IconCircleDashed from '@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs';
import IconPlayerPause from '@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs';
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs';
import IconTool from '@tabler/icons-react/dist/esm/icons/IconTool.mjs';
import { useTexts } from '../texts/use-texts.ts';
import classes from './mark.module.css';

const LOOKS = {
  'connected': { Icon: IconCircleCheck, tone: 'good' },
  'syncing': { Icon: IconRefresh, tone: 'accent' },
  'needs-you': { Icon: IconAlertCircle, tone: 'warn' },
  'on-it': { Icon: IconTool, tone: 'accent' },
  'paused': { Icon: IconPlayerPause, tone: 'soft' },
  'off': { Icon: IconCircleDashed, tone: 'soft' },
} as const;

/** The state of a connection: a word, an icon and a colour that say the same. */
export function StateMark({ state }: { readonly state: SyncStatus['state'] }) {
  const { say } = useTexts();
  const { Icon, tone } = LOOKS[state];
  return (
    <span className={classes['mark']} data-tone={tone}>
      <Icon size={16} stroke={2} aria-hidden />
      {say(`states.${state}`)}
    </span>
  );
}
