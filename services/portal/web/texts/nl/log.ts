import type { Catalogue } from '../catalogue.ts';

export const log: Catalogue['log'] = {
  lead: 'Wat er gesynchroniseerd is, wanneer, en wat ervan kwam.',
  run: 'Ronde',
  record: 'Onderdeel',
  records: 'Onderdelen van deze ronde',
  headTime: 'Tijd',
  headWhat: 'Wat',
  headState: 'Resultaat',
  headRecord: 'Afspraak',
  headAct: 'Wat is gedaan',
  headSide: 'Waar',
  headWhy: 'Waarom',
  processed: 'verwerkt',
  created: 'gemaakt',
  updated: 'bijgewerkt',
  cancelled: 'geannuleerd',
  linked: 'gekoppeld',
  unchanged: 'ongewijzigd',
  conflicts: 'conflicten',
  errors: 'fouten',
  filterState: 'Resultaat',
  filterAct: 'Wat is gedaan',
  any: 'Alle',
  empty: 'Er is nog niets gesynchroniseerd.',
  emptyWhat: 'Zodra een agenda verbonden is, staat hier elke ronde.',
  emptyFilter: 'Geen ronde met dit resultaat.',
  noRecords: 'Geen onderdelen.',
  hidden: 'Verborgen',
  direction: 'Richting',
  started: 'Begonnen',
  took: 'Duurde',
  stillRunning: 'Loopt nog',
  token: 'Toegang',
  tokenRefreshed: 'De toegang van Google is vernieuwd',
  retryOf: 'Opnieuw geprobeerd vanuit',
  firstRun: 'de eerste ronde',
  retryFailed: { one: 'De mislukte opnieuw proberen', other: 'De {count} mislukte opnieuw proberen' },
  appointment: 'Afspraak',
  openAppointment: 'Openen in de agenda',
  detail: 'Voor ondersteuning: {detail}',
  beforeAfter: 'Voor en na',
  field: 'Veld',
  before: 'Voor',
  after: 'Na',
};

export const runKinds: Catalogue['runKinds'] = {
  'push-existing': 'Bestaande gegevens versturen',
  'push': 'Naar Google verstuurd',
  'pull': 'Van Google gehaald',
  'retry': 'Opnieuw geprobeerd',
  'disconnect': 'Verbroken',
  'full-read': 'Hele agenda gelezen',
};

export const runDirections: Catalogue['runDirections'] = { 'to-google': 'naar Google', 'from-google': 'van Google', 'both': 'beide kanten' };

export const runStates: Catalogue['runStates'] = { running: 'Bezig', done: 'Klaar', partial: 'Deels', failed: 'Mislukt', stopped: 'Gestopt' };

export const runActs: Catalogue['runActs'] = {
  created: 'Gemaakt',
  updated: 'Bijgewerkt',
  cancelled: 'Geannuleerd',
  linked: 'Gekoppeld',
  unchanged: 'Ongewijzigd',
  conflict: 'Conflict',
  failed: 'Mislukt',
  skipped: 'Overgeslagen',
};

export const sides: Catalogue['sides'] = { google: 'in Google', platform: 'hier' };

export const whys: Catalogue['whys'] = {
  'edited-here': 'Het is hier gewijzigd.',
  'edited-in-google': 'Het is in Google gewijzigd.',
  'deleted-in-google': 'Het is in Google verwijderd en daarom hier geannuleerd.',
  'restored-in-google': 'Het is in Google teruggezet.',
  'restored': 'Het is teruggezet.',
  'no-longer-here': 'Het hoort niet meer in deze agenda.',
  'same-already': 'Beide kanten waren al gelijk.',
  'was-there': 'Het stond al in Google en is nu gekoppeld.',
  'same-meeting': 'Het is dezelfde bijeenkomst die iemand anders hier heeft.',
  'organizer-seen': 'De agenda van de organisator is gevonden.',
  'taken-out': 'Het is uit deze Google-agenda gehaald en blijft eruit.',
  'unreadable': 'Google stuurde iets dat we niet konden lezen.',
  'pushed': 'Het is naar Google verstuurd.',
  'judged': 'De gasten bepalen wat het hier betekent.',
  'platform-won': 'Beide kanten wijzigden hetzelfde. De versie van hier bleef.',
  'google-won': 'Beide kanten wijzigden hetzelfde. De versie van Google bleef.',
  'forbidden': 'Google laat ons dit evenement niet wijzigen.',
  'invalid': 'Google neemt dit evenement zo niet aan. Bewerk het en probeer het opnieuw.',
  'google-down': 'Google antwoordde een paar keer niet.',
  'quota': 'De limiet van Google voor vandaag is op.',
  'disconnected': 'De verbinding is beëindigd.',
  'other': 'Onderdeel van het synchroniseren.',
};
