import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconArrowsDiff from '@tabler/icons-react/dist/esm/icons/IconArrowsDiff.mjs';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import { useTexts } from '../../texts/use-texts.ts';
import type { ShownEvent } from './to-events.ts';
import classes from './calendar.module.css';

const MARKS = { waiting: IconClock, failed: IconAlertTriangle, conflict: IconArrowsDiff } as const;

/** What stands on an event: time, title, whose it is, and a mark where the sync is not through. */
export function EventFace({ event, title, time }: { readonly event: ShownEvent; readonly title: string; readonly time: string }) {
  const { say } = useTexts();
  const Mark = event.mark === null ? null : MARKS[event.mark];
  return (
    <span className={classes['face']}>
      <span className={classes['faceTitle']}>
        {Mark !== null && event.mark !== null && (
          <>
            <Mark size={14} stroke={2} aria-hidden />
            <span className="only-spoken">{say(`linkStates.${event.mark}`)}</span>
          </>
        )}
        {event.tentative ? say('calendar.tentative', { title }) : title}
      </span>
      <span className={classes['faceTime']}>{[time, event.who].filter(Boolean).join(' · ')}</span>
    </span>
  );
}
