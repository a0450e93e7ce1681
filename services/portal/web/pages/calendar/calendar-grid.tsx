import FullCalendar, { type CalendarApi, type CalendarRef, type DatesSetInfo, type EventApi, type EventInput, type LocaleInput } from '@fullcalendar/react';
import interactionPlugin from '@fullcalendar/react/interaction';
import listPlugin from '@fullcalendar/react/list';
import dutch from '@fullcalendar/react/locales/nl';
import british from '@fullcalendar/react/locales/en-gb';
import swedish from '@fullcalendar/react/locales/sv';
import classicTheme from '@fullcalendar/react/themes/classic';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import type { Appointment } from '@portal-sync/contracts';
import { useEffect, useRef, useState } from 'react';
import type { Span } from '../../api/appointments.ts';
import { localTimeIn } from '../../dates/zoned.ts';
import { useTexts } from '../../texts/use-texts.ts';
import type { View } from './calendar-tools.tsx';
import { EventFace } from './event-face.tsx';
import { GridHead } from './grid-head.tsx';
import type { DroppedAt } from './moved-when.ts';
import { shownEvent, type ShownEvent } from './to-events.ts';
import { useAfterDrawing } from './use-after-drawing.ts';
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
  readonly hours: { readonly from: number; readonly to: number };
  readonly events: EventInput[];
  readonly loading: boolean;
  readonly onSpan: (span: Span) => void;
  readonly onOpen: (id: string) => void;
  readonly onMove: (dropped: Dropped) => void;
  readonly onSelect: (when: Appointment['when']) => void;
}

const LOCALES: LocaleInput[] = [british, dutch, swedish];
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00:00`;

/** The kept calendar component, in our zone, language and colours. */
export function CalendarGrid({ view, zone, hours, events, loading, onSpan, onOpen, onMove, onSelect }: CalendarGridProps) {
  const { say, locale } = useTexts();
  const calendar = useRef<CalendarRef>(null);
  const [title, setTitle] = useState('');
  const api = (): CalendarApi | undefined => calendar.current?.getApi();
  useEffect(() => {
    const shown = api();
    if (shown !== undefined && shown.view.type !== view) shown.changeView(view);
  }, [view]);
  const datesSet = useAfterDrawing(({ startStr, endStr, view: { title: shown } }: DatesSetInfo) => {
    setTitle(shown);
    onSpan({ from: startStr, to: endStr });
  });
  const dropped = (event: EventApi, putBack: () => void): void =>
    onMove({ id: event.id, allDay: event.allDay, start: event.startStr, end: event.end === null ? null : event.endStr, putBack });
  return (
    <div className={classes['grid']} aria-busy={loading}>
      <GridHead title={title} onPrevious={() => api()?.prev()} onToday={() => api()?.today()} onNext={() => api()?.next()} />
      <FullCalendar
        ref={calendar}
        plugins={[timeGridPlugin, listPlugin, interactionPlugin, classicTheme]}
        initialView={view}
        locales={LOCALES}
        locale={locale.toLowerCase()}
        timeZone={zone}
        firstDay={1}
        height="auto"
        headerToolbar={false}
        titleFormat={{ day: 'numeric', month: 'long', year: 'numeric' }}
        slotMinTime={clock(hours.from)}
        slotMaxTime={clock(hours.to)}
        slotDuration="00:30:00"
        snapDuration="00:15:00"
        nowIndicator
        editable
        selectable
        selectMirror
        slotEventOverlap={false}
        selectMinDistance={4}
        eventInteractive
        eventTimeFormat={CLOCK}
        slotHeaderFormat={CLOCK}
        allDayText={say('calendar.allDay')}
        noEventsText={say('calendar.nothing')}
        events={events}
        eventClass={({ event }) => classOf(shownEvent(event.extendedProps))}
        columnEventClass={classes['column'] ?? ''}
        eventContent={(info) => <EventFace event={shownEvent(info.event.extendedProps)} title={info.event.title} time={info.timeText} />}
        datesSet={datesSet}
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
