import FullCalendar, { type EventApi, type EventInput, type LocaleInput } from '@fullcalendar/react';
import interactionPlugin from '@fullcalendar/react/interaction';
import listPlugin from '@fullcalendar/react/list';
import dutch from '@fullcalendar/react/locales/nl';
import swedish from '@fullcalendar/react/locales/sv';
import classicTheme from '@fullcalendar/react/themes/classic';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import type { Appointment } from '@portal-sync/contracts';
import { useEffect, useRef } from 'react';
import type { Span } from '../../api/appointments.ts';
import { localTimeIn } from '../../dates/zoned.ts';
import { useTexts } from '../../texts/use-texts.ts';
import type { View } from './calendar-tools.tsx';
import { EventFace } from './event-face.tsx';
import type { DroppedAt } from './moved-when.ts';
import type { ShownEvent } from './to-events.ts';
import './full-calendar.css';
import classes from './calendar.module.css';

export interface Dropped extends DroppedAt {
  readonly id: string;
  /** Undoes the move on screen. */
  readonly putBack: () => void;
}

interface CalendarGridProps {
  readonly view: View;
  readonly zone: string;
  readonly events: EventInput[];
  readonly loading: boolean;
  readonly onSpan: (span: Span) => void;
  readonly onOpen: (id: string) => void;
  readonly onMove: (dropped: Dropped) => void;
  readonly onSelect: (when: Appointment['when']) => void;
}

const LOCALES: readonly LocaleInput[] = [dutch, swedish];

/** The kept calendar component, in our zone, language and colours. */
export function CalendarGrid({ view, zone, events, loading, onSpan, onOpen, onMove, onSelect }: CalendarGridProps) {
  const { say, locale } = useTexts();
  const calendar = useRef<{ getApi(): { changeView(view: string): void; view: { type: string } } }>(null);
  useEffect(() => {
    const api = calendar.current?.getApi();
    if (api !== undefined && api.view.type !== view) api.changeView(view);
  }, [view]);
  const dropped = (event: EventApi, putBack: () => void): void =>
    onMove({ id: event.id, allDay: event.allDay, start: event.startStr, end: event.end === null ? null : event.endStr, putBack });
  return (
    <div className={classes['grid']} aria-busy={loading}>
      <FullCalendar
        ref={calendar as never}
        plugins={[timeGridPlugin, listPlugin, interactionPlugin, classicTheme]}
        initialView={view}
        locales={LOCALES as LocaleInput[]}
        locale={locale === 'en' ? 'en-gb' : locale}
        timeZone={zone}
        firstDay={1}
        height="auto"
        headerToolbar={{ start: 'title', end: 'today prev,next' }}
        buttons={{ prev: { hint: say('calendar.previous') }, next: { hint: say('calendar.next') }, today: { text: say('calendar.today') } }}
        slotMinTime="06:00:00"
        slotMaxTime="22:00:00"
        slotDuration="00:30:00"
        snapDuration="00:15:00"
        scrollTime="07:30:00"
        nowIndicator
        editable
        selectable
        selectMirror
        selectMinDistance={4}
        eventInteractive
        eventTimeFormat={{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }}
        slotHeaderFormat={{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }}
        allDayText={say('calendar.allDay')}
        noEventsText={say('calendar.nothing')}
        events={events}
        eventClass={({ event }) => classOf(event.extendedProps as ShownEvent)}
        eventContent={(info) => <EventFace event={info.event.extendedProps as ShownEvent} title={info.event.title} time={info.timeText} />}
        datesSet={({ startStr, endStr }) => onSpan({ from: asInstant(startStr, zone), to: asInstant(endStr, zone) })}
        eventClick={({ event, jsEvent }) => {
          jsEvent.preventDefault();
          onOpen(event.id);
        }}
        eventDrop={({ event, revert }) => dropped(event, revert)}
        eventResize={({ event, revert }) => dropped(event, revert)}
        select={({ startStr, endStr, allDay }) =>
          onSelect(allDay ? { allDay: true, from: startStr.slice(0, 10), toExclusive: endStr.slice(0, 10) } : { start: localTimeIn(startStr, zone), end: localTimeIn(endStr, zone), zone })
        }
      />
    </div>
  );
}

const classOf = (event: ShownEvent): string =>
  [classes['event'], event.kind === 'busy' ? classes['busy'] : '', event.cancelled ? classes['cancelled'] : '', event.mark === null ? '' : classes['marked']].filter(Boolean).join(' ');

/** The calendar names its span in local time, with offset or (at midnight) without. */
const asInstant = (text: string, zone: string): string => (/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? localTimeIn(text, zone) : text);
