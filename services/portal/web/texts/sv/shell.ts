import type { Catalogue } from '../catalogue.ts';

export const shell: Catalogue['shell'] = {
  add: 'Lägg till',
  back: 'Tillbaka',
  broke: 'Sidan kunde inte visas.',
  cancel: 'Avbryt',
  close: 'Stäng',
  done: 'Klar',
  edit: 'Ändra',
  home: 'Till startsidan',
  loading: 'Laddar',
  lost: 'Sidan uppdateras inte av sig själv just nu.',
  lostWhat: 'Det du ser kan vara upp till en halv minut gammalt. Vi fortsätter att försöka; du behöver inte göra något.',
  more: 'Visa fler',
  navigation: 'Huvudmeny',
  no: 'Nej',
  notFound: 'Hittades inte',
  notFoundHere: 'Det finns inget på den här adressen.',
  notFoundWhy: 'Det kan ha tagits bort, eller så är länken inte fullständig.',
  offline: 'Du är offline.',
  offlineWhat: 'Det du ser laddades tidigare. Ändringar kan göras när anslutningen är tillbaka.',
  personMenu: 'Inloggad som',
  reference: 'Referens för support: {reference}',
  reload: 'Ladda igen',
  remove: 'Ta bort',
  retry: 'Försök igen',
  save: 'Spara',
  signOut: 'Logga ut',
  skip: 'Hoppa till innehållet',
  undo: 'Ångra',
  yes: 'Ja',
};

export const nav: Catalogue['nav'] = {
  integrations: 'Kopplingar',
  calendar: 'Kalender',
  contacts: 'Kontakter',
  log: 'Synklogg',
  settings: 'Inställningar',
  admin: 'Administration',
  more: 'Mer',
};

export const roles: Catalogue['roles'] = { admin: 'Administratör', staff: 'Personal', client: 'Kund', prospect: 'Möjlig kund' };
export const rolesMany: Catalogue['rolesMany'] = { admin: 'Administratörer', staff: 'Personal', client: 'Kunder', prospect: 'Möjliga kunder' };

export const signIn: Catalogue['signIn'] = {
  title: 'Logga in',
  lead: 'Logga in för att se din kalender.',
  invited: 'Du är inbjuden till {agency}. Logga in med det Google-konto du vill använda här.',
  button: 'Logga in med Google',
  help: 'Frågor?',
};

export const signInFailures: Catalogue['signInFailures'] = {
  'unknown-person': 'Det här Google-kontot är inte känt hos {agency}. Be {support} lägga till dig, eller logga in med kontot du bjöds in med.',
  'other-account': 'Hos {agency} använder du ett annat Google-konto. Logga in med det, eller fråga {support}.',
  'link-used': 'Den här inbjudan är redan använd eller för gammal. Be {support} om en ny.',
  'denied': 'Du avbröt inloggningen hos Google. Inget har ändrats.',
  'google-failed': 'Google kunde inte logga in dig just nu. Försök igen om en stund.',
  'ended': 'Du är utloggad: det var länge sedan, eller så gjordes det i ett annat fönster. Logga in för att fortsätta där du var.',
  'expired': 'Inloggningen tog för lång tid eller påbörjades i ett annat fönster. Börja om.',
  'busy': 'Vi kan inte logga in dig just nu. Försök igen om en stund.',
  'failed': 'Inloggningen lyckades inte. Försök igen; fråga {support} om det inte går.',
};

export const problems: Catalogue['problems'] = {
  'bad-request': 'Vi kunde inte förstå begäran. Ladda sidan igen och försök en gång till.',
  'not-signed-in': 'Du är inte längre inloggad. Logga in igen för att fortsätta.',
  'forbidden': 'Det här får du inte göra. Fråga din byrå om du behöver det.',
  'not-found': 'Det finns inte längre, eller är inte för dig.',
  'already-exists': 'Det finns redan.',
  'conflict': 'Någon ändrade det här samtidigt. Titta på det igen och gör om din ändring.',
  'refused': 'Det går inte att göra nu.',
  'gone': 'Det är inte längre tillgängligt.',
  'precondition-failed': 'Det har ändrats sedan du tittade. Nu ser du hur det är; gör om din ändring om du fortfarande vill.',
  'too-large': 'Det är för stort.',
  'invalid': 'Vissa värden godtas inte. Kontrollera vad du har fyllt i.',
  'precondition-required': 'Det har ändrats sedan du tittade. Ladda det igen.',
  'too-many-requests': 'Det var mycket på en gång. Vänta en stund och försök igen.',
  'internal': 'Något gick fel hos oss. Vi har noterat det. Försök igen.',
  'upstream-failed': 'Ett system vi är beroende av svarade inte som det ska. Försök igen om en stund.',
  'unavailable': 'Det går inte att nå just nu. Inget har gått förlorat. Försök igen om en stund.',
  'offline': 'Det finns ingen anslutning. Kontrollera nätverket och försök igen.',
};

export const later: Catalogue['later'] = {
  mark: 'Inte tillgängligt än',
  product: 'Det här kommer i en senare version.',
};

export const fieldProblems: Catalogue['fieldProblems'] = {
  missing: 'Fyll i det här.',
  email: 'Skriv en adress som anna@example.com.',
  url: 'Skriv en adress som börjar med https://.',
};
