import type { Catalogue } from '../catalogue.ts';

export const products: Catalogue['products'] = {
  'calendar-2way': 'Google Agenda (2-weg)',
  'calendar-1way': 'Google Agenda (1-weg)',
  'meet': 'Google Meet',
  'feeds': 'Persoonlijke agendalinks',
  'calendar-2wayWhat': 'Je afspraken en je Google Agenda volgen elkaar, in beide richtingen.',
  'calendar-1wayWhat': 'Je afspraken komen in je Google Agenda. Je Google-evenementen blokkeren alleen tijd.',
  'meetWhat': 'Geeft een afspraak een eigen Google Meet-link.',
  'feedsWhat': 'Toont je afspraken in elke agenda-app, via een link die alleen jij kent.',
};

export const states: Catalogue['states'] = {
  'connected': 'Verbonden',
  'syncing': 'Bezig',
  'needs-you': 'Jij bent nodig',
  'on-it': 'We zijn ermee bezig',
  'paused': 'Gepauzeerd',
  'off': 'Uit',
};

export const integrations: Catalogue['integrations'] = {
  lead: 'Wat met je Google-account verbonden is, en of het werkt.',
  connectedAgain: 'Weer verbonden. Wat intussen wachtte, wordt nu gesynchroniseerd.',
  signInToConnect: 'Inloggen met Google',
  since: 'Sinds',
  account: 'Google-account',
  calendar: 'Agenda',
  lastSuccess: 'Laatst gesynchroniseerd',
  notYet: 'Nog niet',
  linked: { one: '{count} evenement in Google', other: '{count} evenementen in Google' },
  waiting: { one: '{count} wacht', other: '{count} wachten' },
  failed: { one: '{count} mislukt', other: '{count} mislukt' },
  syncNow: 'Nu synchroniseren',
  asked: 'Er wordt nu gesynchroniseerd. Deze pagina toont wanneer het klaar is.',
  chooseCalendar: 'Kies een agenda',
  connectAgain: 'Opnieuw verbinden',
  seeChanges: 'Bekijk wat er veranderde',
  seeFailed: 'Bekijk wat mislukte',
  askAdmin: 'Vraag hulp',
  blockedByTwoWay: '2-weg is verbonden en doet dit ook. Wil je in plaats daarvan 1-weg gebruiken, verbreek dan eerst 2-weg.',
  blockedByOneWay: '1-weg is verbonden.',
  blockedWayOut: 'Maar een van de twee kan draaien. Ga over op 2-weg om alles te houden en ook de andere richting te krijgen, of verbreek eerst 1-weg.',
  upgrade: 'Overgaan op 2-weg',
  seeOneWay: 'Toon 1-weg',
};

export const disconnect: Catalogue['disconnect'] = {
  open: 'Verbreken',
  title: '{product} verbreken?',
  effect: 'Het synchroniseren stopt en onze toegang tot je Google-account eindigt.',
  question: 'Wat wij in {calendar} hebben gezet',
  yourCalendar: 'je agenda',
  keep: { one: '{count} gekoppeld evenement in Google houden', other: '{count} gekoppelde evenementen in Google houden' },
  keepWhat: 'Ze blijven zoals ze zijn en veranderen niet meer.',
  remove: 'Uit Google verwijderen wat wij hebben gemaakt',
  removeWhat: { one: 'Er is {count} gekoppeld evenement. Het wordt alleen verwijderd als wij het maakten; wat in Google is gemaakt blijft.', other: 'Van de {count} gekoppelde evenementen wordt alleen verwijderd wat wij maakten; wat in Google is gemaakt blijft.' },
  appointmentsStay: 'Je afspraken hier blijven.',
  noMails: 'Niemand krijgt hierover mail: 0 mails.',
  undo: 'Je kunt altijd opnieuw verbinden. Wat bleef staan wordt teruggevonden, niets wordt verdubbeld.',
  doneKept: 'Verbroken. Je evenementen in {calendar} blijven.',
  doneRemoved: 'Wordt verbroken. Wat wij maakten wordt uit {calendar} verwijderd.',
};
