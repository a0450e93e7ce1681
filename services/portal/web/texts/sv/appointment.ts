import type { Catalogue } from '../catalogue.ts';

export const appointment: Catalogue['appointment'] = {
  one: 'Bokning',
  title: 'Titel eller tjänst',
  when: 'När',
  ownZone: 'I sin egen tidszon',
  deviceZone: 'Tidszon',
  status: 'Status',
  client: 'Kund',
  noClient: 'Ingen kund',
  removeClient: 'Ta bort kunden',
  type: 'Typ',
  host: 'Med',
  location: 'Var',
  meetingLink: 'Möteslänk',
  description: 'Beskrivning',
  internalNotes: 'Interna anteckningar',
  internalNotesWhat: 'Syns bara för din byrå. Skickas aldrig till Google.',
  bookedBy: 'Bokad av',
  guests: 'Gäster',
  what: 'Vad',
  onlyBusy: 'Den här står i en kollegas egen kalender. Du ser bara när kollegan är upptagen.',
  here: 'Här',
  inGoogle: 'I Google Kalender',
  notInGoogle: 'Inte i någon Google-kalender.',
  colleaguesCalendar: 'En kollegas kalender',
  history: 'Historik',
  showHistory: 'Visa vad som hänt',
  lost: 'Det här värdet förlorade när båda sidor ändrade samma sak, och sparas här:',
  organizedElsewhere: 'Någon utanför din byrå ordnar det här mötet. Ändringar görs där.',
  series: 'Den upprepas. Hela serier ändras tills vidare i Google.',
  edit: 'Ändra',
  cancel: 'Avboka',
  cancelTitle: 'Avboka den här bokningen?',
  cancelEffect: '”{title}” markeras som avbokad och tar inte längre tid.',
  cancelGoogle: { one: 'Den tas bort från {count} Google-kalender.', other: 'Den tas bort från {count} Google-kalendrar.' },
  cancelMails: 'Google skickar inget mejl om det: 0 mejl. Byråns regler för avbokningar körs.',
  cancelKept: 'Den är kvar i historiken.',
  cancelled: '”{title}” har avbokats.',
  allDay: 'Hela dagen',
  firstDay: 'Första dagen',
  lastDay: 'Sista dagen',
  start: 'Börjar',
  end: 'Slutar',
  endBeforeStart: 'Slutet måste vara efter början.',
  needsTitle: 'Ge den en titel.',
  make: 'Skapa bokningen',
  saved: '”{title}” har sparats.',
};

export const statuses: Catalogue['statuses'] = { confirmed: 'Bekräftad', tentative: 'Preliminär', cancelled: 'Avbokad', other: 'Annat' };

export const bookedBy: Catalogue['bookedBy'] = { staff: 'Din byrå', customer: 'Kunden', platform: 'Ert eget system', google: 'En händelse i Google' };

export const changes: Catalogue['changes'] = { booked: 'Bokad', rescheduled: 'Flyttad', changed: 'Ändrad', cancelled: 'Avbokad', revived: 'Återställd' };

export const causes: Catalogue['causes'] = {
  'api': 'i ert eget system',
  'google': 'i Google',
  'push': 'vid sändning',
  'import': 'genom en import',
  'back-fill': 'när det som redan fanns lästes',
  'reset': 'genom en omstart',
  'repair': 'genom en reparation',
  'judged': 'på grund av gästerna',
  'conflict': 'för att lösa en konflikt',
};

export const fields: Catalogue['fields'] = {
  title: 'Titel',
  when: 'När',
  location: 'Var',
  meetingLink: 'Möteslänk',
  description: 'Beskrivning',
  internalNotes: 'Interna anteckningar',
  status: 'Status',
  calendarId: 'Kalender',
  type: 'Typ',
  hostUserId: 'Med',
  staffUserIds: 'Personal',
  contactId: 'Kund',
  guests: 'Gäster',
  guestContactIds: 'Gäster som är kontakter',
  recurrence: 'Upprepning',
  exists: 'Finns i kalendern',
  somebody: 'Någon',
  other: 'Annat',
};

export const repeats: Catalogue['repeats'] = {
  day: { one: 'Varje dag', other: 'Var {count}:e dag' },
  week: { one: 'Varje vecka', other: 'Var {count}:e vecka' },
  month: { one: 'Varje månad', other: 'Var {count}:e månad' },
  year: { one: 'Varje år', other: 'Vart {count}:e år' },
  some: 'Upprepas efter en egen regel',
};
