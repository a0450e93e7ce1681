import type { Catalogue } from '../catalogue.ts';

export const connect: Catalogue['connect'] = {
  title: '{product} verbinden',
  progress: 'Stap {now} van {of}',
  stepAsk: 'Wat we vragen en waarom',
  stepGoogle: 'Toestaan bij Google',
  stepChoose: 'Kies een agenda',
  askTitle: 'Wat Google je zal vragen',
  askLead: 'Google toont voor elk hiervan een vakje. Er wordt niets gelezen of geschreven voordat je het toestaat.',
  tickAll: { one: 'Vink het vakje bij Google aan. Zonder werkt het niet.', other: 'Vink bij Google alle {count} vakjes aan. Ontbreekt er een, dan werkt het niet.' },
  genericName: 'Google noemt ons “My Portal App”. Dat zijn wij. Je kunt onze toegang altijd beëindigen, hier of in je Google-account.',
  continue: 'Verder met Google',
  tryAgain: 'Opnieuw proberen met Google',
  useOther: 'Een ander Google-account gebruiken',
  connectAgain: 'Opnieuw verbinden met Google',
  upgrade: 'Overgaan met Google',
  noteUpgrade: '1‑weg is verbonden. Zo ga je over op 2‑weg: wat in je agenda staat blijft gekoppeld, en stop je halverwege dan gaat 1‑weg door als voorheen.',
  noteReplace: 'Er is een Google-account verbonden. Ga je verder, dan wordt het door een ander vervangen; de evenementen in de oude agenda blijven.',
  noteBlocked: '2‑weg is verbonden. Verbreek dat eerst om 1‑weg te gebruiken.',
  noteRemoving: 'Een verbinding wordt juist beëindigd. Wacht even en begin dan opnieuw.',
};

export const boxes: Catalogue['boxes'] = {
  events: 'Evenementen in al je agenda’s bekijken en bewerken',
  eventsWhy: 'Om je afspraken in de agenda van je keuze te zetten, en om te zien wanneer je bezet bent.',
  eventsOwned: 'Evenementen in je eigen agenda’s bekijken, maken en wijzigen',
  eventsOwnedWhy: 'Om je afspraken in de agenda van je keuze te zetten, en om te zien wanneer je bezet bent.',
  calendarList: 'De lijst van je agenda’s bekijken',
  calendarListWhy: 'Zodat je kunt kiezen welke agenda wordt gebruikt.',
  settings: 'Je agenda-instellingen bekijken',
  settingsWhy: 'Om tijden in de juiste tijdzone te tonen.',
};

export const connectFailures: Catalogue['connectFailures'] = {
  'denied': 'Je bent bij Google gestopt. Er is niets verbonden en niets veranderd. Je kunt het opnieuw proberen wanneer je wilt.',
  'box-missing': 'Bij Google is een vakje leeg gebleven, dus er is niets verbonden. Probeer het opnieuw en vink elk vakje aan.',
  'other-account': 'Je koos een ander Google-account dan het verbonden account. Er is niets veranderd. Probeer het met hetzelfde account, of vervang het.',
  'late': 'Je kwam te laat terug, of in een ander venster. Er is niets verbonden. Begin opnieuw; het duurt een minuut.',
  'google-down': 'Google antwoordde niet zoals het hoort. Er is niets verbonden. Probeer het over een paar minuten opnieuw.',
  'blocked': 'Er kwam een andere verbinding tussen. Er is niets veranderd. Kijk bij je koppelingen en probeer het dan opnieuw.',
  'failed': 'Verbinden is niet gelukt. Er is niets veranderd. Probeer het opnieuw; blijft het zo, vraag het dan {support}.',
};

export const choose: Catalogue['choose'] = {
  title: 'Kies een agenda',
  lead: 'Bijna klaar. Je kunt dit later allemaal nog wijzigen bij de instellingen.',
  calendarTitle: 'Welke agenda',
  calendarLead: 'Afspraken komen in deze agenda, en alleen evenementen hieruit kunnen afspraken worden.',
  calendar: 'Google-agenda',
  pick: 'Kies een agenda',
  pickOne: 'Kies een agenda om verder te gaan.',
  reading: 'Je agenda’s worden gelezen…',
  readAgain: 'Lijst opnieuw lezen',
  noneFound: 'Geen agenda met deze naam.',
  primary: 'je hoofdagenda',
  targetChanges: 'Nieuwe afspraken gaan voortaan naar deze agenda. Die in de oude agenda blijven daar.',
  directionTitle: 'Welke kant wijzigingen op gaan',
  modeTitle: 'Wat Google-evenementen hier betekenen',
  modeLead: 'Je afspraken gaan altijd naar Google. Hier gaat het om wat terugkomt.',
  finish: 'Opslaan en verder',
};

export const accessRoles: Catalogue['accessRoles'] = {
  owner: 'van jou',
  writer: 'je kunt hem wijzigen',
  writerWithoutPrivateAccess: 'je kunt hem wijzigen, privé-evenementen zijn verborgen',
  reader: 'je kunt hem alleen lezen',
  freeBusyReader: 'je ziet alleen wanneer hij bezet is',
  unknown: 'wat je daar mag is niet bekend',
};

export const directions: Catalogue['directions'] = {
  'bidirectional': 'Beide kanten op',
  'bidirectionalWhat': 'Een wijziging hier wordt ook in Google gedaan, en een wijziging in Google ook hier.',
  'to-google': 'Alleen naar Google',
  'to-googleWhat': 'Afspraken komen in Google. Google-evenementen blokkeren alleen tijd.',
  'from-google': 'Alleen van Google',
  'from-googleWhat': 'Google-evenementen komen hierheen. Er wordt niets naar Google geschreven.',
  'notInOneWay': 'Alleen met Google Agenda (2‑weg).',
};

export const modes: Catalogue['modes'] = {
  'one-way': 'Eenrichting',
  'one-wayWhat': 'Je afspraken gaan naar Google. Google-evenementen blokkeren alleen tijd, in grijs. Niemand wordt als contact toegevoegd.',
  'two-way': 'Tweerichting',
  'two-wayWhat': 'Evenementen en afspraken volgen elkaar. Gasten worden contacten, en je automatiseringen draaien.',
  'smart': 'Slim',
  'smartWhat': 'Evenementen met mensen die je al kent worden afspraken en starten automatiseringen. Alle andere blokkeren alleen tijd, in grijs.',
  'disable-trigger': 'Tweerichting zonder automatiseringen',
  'disable-triggerWhat': 'Zoals tweerichting: gasten worden contacten, maar er wordt niets gestart.',
  'notInDirection': 'Niet bij deze richting: van Google wordt niets overgenomen.',
};
