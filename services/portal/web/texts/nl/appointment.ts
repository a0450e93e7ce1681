import type { Catalogue } from '../catalogue.ts';

export const appointment: Catalogue['appointment'] = {
  one: 'Afspraak',
  title: 'Titel of dienst',
  when: 'Wanneer',
  ownZone: 'In de eigen tijdzone',
  deviceZone: 'Tijdzone',
  status: 'Status',
  client: 'Klant',
  noClient: 'Geen klant',
  removeClient: 'Klant weghalen',
  type: 'Soort',
  host: 'Met',
  location: 'Waar',
  meetingLink: 'Vergaderlink',
  description: 'Omschrijving',
  internalNotes: 'Interne notities',
  internalNotesWhat: 'Alleen voor je bureau. Gaat nooit naar Google.',
  bookedBy: 'Geboekt door',
  guests: 'Gasten',
  what: 'Wat',
  onlyBusy: 'Dit staat in de eigen agenda van een collega. Je ziet alleen dat die bezet is.',
  here: 'Hier',
  inGoogle: 'In Google Agenda',
  notInGoogle: 'In geen enkele Google-agenda.',
  colleaguesCalendar: 'De agenda van een collega',
  history: 'Geschiedenis',
  showHistory: 'Toon wat er gebeurde',
  lost: 'Deze waarde verloor toen beide kanten hetzelfde wijzigden, en blijft hier bewaard:',
  organizedElsewhere: 'Iemand buiten je bureau organiseert deze bijeenkomst. Wijzigingen gebeuren daar.',
  series: 'Dit herhaalt zich. Hele reeksen wijzig je voorlopig in Google.',
  edit: 'Bewerken',
  cancel: 'Afspraak annuleren',
  cancelTitle: 'Deze afspraak annuleren?',
  cancelEffect: '“{title}” wordt als geannuleerd gemarkeerd en neemt geen tijd meer in.',
  cancelGoogle: { one: 'Hij wordt uit {count} Google-agenda verwijderd.', other: 'Hij wordt uit {count} Google-agenda’s verwijderd.' },
  cancelMails: 'Google stuurt hierover geen mail: 0 mails. Regels van je bureau voor geannuleerde afspraken draaien wel.',
  cancelKept: 'Hij blijft in de geschiedenis staan.',
  cancelled: '“{title}” is geannuleerd.',
  allDay: 'Hele dag',
  firstDay: 'Eerste dag',
  lastDay: 'Laatste dag',
  start: 'Begint',
  end: 'Eindigt',
  endBeforeStart: 'Het einde moet na het begin liggen.',
  needsTitle: 'Geef een titel.',
  make: 'Afspraak maken',
  saved: '“{title}” is opgeslagen.',
};

export const statuses: Catalogue['statuses'] = { confirmed: 'Bevestigd', tentative: 'Onder voorbehoud', cancelled: 'Geannuleerd', other: 'Anders' };

export const bookedBy: Catalogue['bookedBy'] = { staff: 'Je bureau', customer: 'De klant', platform: 'Je eigen systeem', google: 'Een evenement in Google' };

export const changes: Catalogue['changes'] = { booked: 'Geboekt', rescheduled: 'Verplaatst', changed: 'Gewijzigd', cancelled: 'Geannuleerd', revived: 'Teruggezet' };

export const causes: Catalogue['causes'] = {
  'api': 'in je eigen systeem',
  'google': 'in Google',
  'push': 'bij het versturen',
  'import': 'door een import',
  'back-fill': 'bij het lezen van wat er al was',
  'reset': 'door een nieuw begin',
  'repair': 'door een reparatie',
  'judged': 'vanwege de gasten',
  'conflict': 'om een conflict op te lossen',
};

export const fields: Catalogue['fields'] = {
  title: 'Titel',
  when: 'Wanneer',
  location: 'Waar',
  meetingLink: 'Vergaderlink',
  description: 'Omschrijving',
  internalNotes: 'Interne notities',
  status: 'Status',
  calendarId: 'Agenda',
  type: 'Soort',
  hostUserId: 'Met',
  staffUserIds: 'Medewerkers',
  contactId: 'Klant',
  guests: 'Gasten',
  guestContactIds: 'Gasten die contact zijn',
  recurrence: 'Herhaling',
  exists: 'Staat in de agenda',
  somebody: 'Iemand',
  other: 'Anders',
};

export const repeats: Catalogue['repeats'] = {
  day: { one: 'Elke dag', other: 'Elke {count} dagen' },
  week: { one: 'Elke week', other: 'Elke {count} weken' },
  month: { one: 'Elke maand', other: 'Elke {count} maanden' },
  year: { one: 'Elk jaar', other: 'Elke {count} jaar' },
  some: 'Herhaalt zich volgens een eigen regel',
};
