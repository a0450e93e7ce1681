import type { Catalogue } from '../catalogue.ts';

export const calendar: Catalogue['calendar'] = {
  new: 'Nieuwe afspraak',
  view: 'Weergave',
  week: 'Week',
  day: 'Dag',
  agenda: 'Lijst',
  today: 'Vandaag',
  previous: 'Eerder',
  next: 'Later',
  whose: 'Wiens agenda',
  mine: 'Mijn agenda',
  everybody: 'Iedereen',
  zoneOther: 'Tijden zijn die van {zone}. Je apparaat staat op {device}.',
  zoneDevice: 'Tijden zijn die van je apparaat, {zone}. Je bureau zit in {agency}.',
  useDevice: 'Tijd van mijn apparaat',
  useAgency: 'Tijd van het bureau',
  shownIn: 'Tijden zijn in {zone}.',
  allDay: 'Hele dag',
  busy: 'Bezet',
  busyOne: 'Geblokkeerde tijd',
  whyGrey: 'Waarom het grijs is',
  tentative: '{title} (onder voorbehoud)',
  nothing: 'Niets in deze week.',
  moved: '“{title}” is verplaatst.',
  made: '“{title}” is gemaakt.',
};

export const linkStates: Catalogue['linkStates'] = {
  synced: 'Bijgewerkt',
  waiting: 'Nog niet gesynchroniseerd',
  failed: 'Kon niet worden gesynchroniseerd',
  dormant: 'Niet verbonden',
  conflict: 'Aan beide kanten gewijzigd',
};

export const linkKinds: Catalogue['linkKinds'] = {
  host: 'De agenda van de gastheer: wijzigingen daar komen hier terug.',
  participant: 'Getoond in de agenda van een deelnemer: wijzigingen daar komen niet terug.',
};

export const responses: Catalogue['responses'] = {
  'needs-action': 'nog niet geantwoord',
  'accepted': 'komt',
  'tentative': 'misschien',
  'declined': 'komt niet',
  'other': 'geantwoord',
};

export const greyReasons: Catalogue['greyReasons'] = {
  'one-way': 'Bij eenrichting blokkeren Google-evenementen alleen tijd.',
  'unknown-guests': 'Geen van de gasten is een contact van je. In de slimme modus blokkeert zoiets alleen tijd.',
  'no-guests': 'Er zijn geen gasten die contact kunnen zijn. Het blokkeert alleen tijd.',
  'availability': 'Het staat in een agenda die alleen tijd blokkeert.',
  'private': 'In Google is het privé. Alleen de tijd wordt gebruikt.',
  'not-yet-judged': 'Het is net gezien en wordt bekeken. Tot dan blokkeert het zijn tijd.',
  'foreign-mark': 'Een ander systeem maakte dit. Het blokkeert alleen tijd.',
  'foreign': 'Een ander systeem maakte dit. Het blokkeert alleen tijd.',
  'create-off': 'Afspraken maken uit Google-evenementen staat uit bij je instellingen.',
  'all-day-off': 'Evenementen van een hele dag blokkeren alleen tijd. Dat kun je bij de instellingen wijzigen.',
  'declined': 'Je hebt het afgewezen.',
  'cancelled': 'Het is geannuleerd.',
  'series': 'Het herhaalt zich. Herhalende evenementen van Google blokkeren voorlopig alleen tijd.',
  'not-an-appointment': 'Dit soort evenement kan geen afspraak zijn, zoals afwezigheid of focustijd.',
  'organizer-not-accepted': 'Iemand die je niet kent nodigde je uit, en je hebt nog niet toegezegd.',
  'suppressed': 'Een gast is op eigen verzoek gewist. Daarvan wordt niets bewaard.',
  'disable-trigger': 'Het blokkeert alleen tijd.',
  'other': 'Het blokkeert alleen tijd.',
};

export const dates: Catalogue['dates'] = {
  previousMonth: 'Vorige maand',
  nextMonth: 'Volgende maand',
  previousYear: 'Vorig jaar',
  nextYear: 'Volgend jaar',
  pickMonth: 'Kies een andere maand',
  hours: '{label}: uur',
  minutes: '{label}: minuten',
};
