import type { Catalogue } from '../catalogue.ts';

export const products: Catalogue['products'] = {
  'calendar-2way': 'Google Kalender (tvåvägs)',
  'calendar-1way': 'Google Kalender (envägs)',
  'meet': 'Google Meet',
  'feeds': 'Privata kalenderlänkar',
  'calendar-2wayWhat': 'Dina bokningar och din Google Kalender följer varandra, åt båda hållen.',
  'calendar-1wayWhat': 'Dina bokningar läggs i din Google Kalender. Dina Google-händelser blockerar bara tid.',
  'meetWhat': 'Ger en bokning en egen Google Meet-länk.',
  'feedsWhat': 'Visar dina bokningar i vilken kalenderapp som helst, med en länk som bara du känner till.',
};

export const states: Catalogue['states'] = {
  'connected': 'Ansluten',
  'syncing': 'Synkar',
  'needs-you': 'Behöver dig',
  'on-it': 'Vi arbetar på det',
  'paused': 'Pausad',
  'off': 'Av',
};

export const integrations: Catalogue['integrations'] = {
  lead: 'Vad som är anslutet till ditt Google-konto, och om det fungerar.',
  connectedAgain: 'Ansluten igen. Det som väntade under tiden synkas nu.',
  signInToConnect: 'Logga in med Google',
  since: 'Sedan',
  account: 'Google-konto',
  calendar: 'Kalender',
  lastSuccess: 'Senast synkad',
  notYet: 'Inte än',
  linked: { one: '{count} händelse i Google', other: '{count} händelser i Google' },
  waiting: { one: '{count} väntar', other: '{count} väntar' },
  failed: { one: '{count} misslyckades', other: '{count} misslyckades' },
  syncNow: 'Synka nu',
  asked: 'Synkar nu. Sidan visar när det är klart.',
  chooseCalendar: 'Välj en kalender',
  connectAgain: 'Anslut igen',
  seeChanges: 'Se vad som ändrades',
  seeFailed: 'Se vad som misslyckades',
  askAdmin: 'Be om hjälp',
  blockedByTwoWay: 'Tvåvägs är ansluten och gör det här också. Vill du använda envägs i stället, koppla från tvåvägs först.',
  blockedByOneWay: 'Envägs är ansluten.',
  blockedWayOut: 'Bara en av de två kan vara igång. Uppgradera för att behålla allt och få det andra hållet också, eller koppla från envägs först.',
  upgrade: 'Uppgradera till tvåvägs',
  seeOneWay: 'Visa envägs',
};

export const disconnect: Catalogue['disconnect'] = {
  open: 'Koppla från',
  title: 'Koppla från {product}?',
  effect: 'Synkningen slutar och vår åtkomst till ditt Google-konto upphör.',
  question: 'Det vi har lagt i {calendar}',
  yourCalendar: 'din kalender',
  keep: { one: 'Behåll {count} länkad händelse i Google', other: 'Behåll {count} länkade händelser i Google' },
  keepWhat: 'De är kvar som de är och ändras inte längre.',
  remove: 'Ta bort det vi har skapat från Google',
  removeWhat: { one: 'Det finns {count} länkad händelse. Den tas bara bort om vi har skapat den; det som skapats i Google är kvar.', other: 'Av de {count} länkade händelserna tas bara de vi har skapat bort; det som skapats i Google är kvar.' },
  appointmentsStay: 'Dina bokningar här är kvar.',
  noMails: 'Ingen får mejl om detta: 0 mejl.',
  undo: 'Du kan ansluta igen när som helst. Behållna händelser hittas igen, inget dubbleras.',
  doneKept: 'Frånkopplad. Dina händelser i {calendar} är kvar.',
  doneRemoved: 'Kopplar från. Det vi har skapat tas bort från {calendar}.',
};
