import type { Catalogue } from '../catalogue.ts';

export const shell: Catalogue['shell'] = {
  add: 'Toevoegen',
  back: 'Terug',
  broke: 'Deze pagina kon niet worden getoond.',
  cancel: 'Annuleren',
  close: 'Sluiten',
  done: 'Klaar',
  edit: 'Bewerken',
  home: 'Naar de startpagina',
  loading: 'Laden',
  lost: 'De pagina wordt even niet vanzelf bijgewerkt.',
  lostWhat: 'Wat je ziet kan tot een halve minuut oud zijn. We blijven het proberen; je hoeft niets te doen.',
  more: 'Meer tonen',
  navigation: 'Hoofdnavigatie',
  no: 'Nee',
  notFound: 'Niet gevonden',
  notFoundHere: 'Op dit adres staat niets.',
  notFoundWhy: 'Het is misschien verwijderd, of de link is niet volledig.',
  offline: 'Je bent offline.',
  offlineWhat: 'Wat je ziet is eerder geladen. Wijzigen kan zodra de verbinding terug is.',
  personMenu: 'Ingelogd als',
  reference: 'Kenmerk voor ondersteuning: {reference}',
  reload: 'Opnieuw laden',
  remove: 'Verwijderen',
  retry: 'Opnieuw proberen',
  save: 'Opslaan',
  signOut: 'Uitloggen',
  skip: 'Naar de inhoud',
  undo: 'Ongedaan maken',
  yes: 'Ja',
};

export const nav: Catalogue['nav'] = {
  integrations: 'Koppelingen',
  calendar: 'Agenda',
  contacts: 'Contacten',
  log: 'Synclogboek',
  settings: 'Instellingen',
  admin: 'Beheer',
  more: 'Meer',
};

export const roles: Catalogue['roles'] = { admin: 'Beheerder', staff: 'Medewerker', client: 'Klant', prospect: 'Prospect' };
export const rolesMany: Catalogue['rolesMany'] = { admin: 'Beheerders', staff: 'Medewerkers', client: 'Klanten', prospect: 'Prospects' };

export const signIn: Catalogue['signIn'] = {
  title: 'Inloggen',
  lead: 'Log in om je agenda te zien.',
  invited: 'Je bent uitgenodigd bij {agency}. Log in met het Google-account dat je hier wilt gebruiken.',
  button: 'Inloggen met Google',
  help: 'Vragen?',
};

export const signInFailures: Catalogue['signInFailures'] = {
  'unknown-person': 'Dit Google-account is niet bekend bij {agency}. Vraag {support} om je toe te voegen, of log in met het account waarmee je bent uitgenodigd.',
  'other-account': 'Bij {agency} gebruik je een ander Google-account. Log daarmee in, of vraag het {support}.',
  'link-used': 'Deze uitnodiging is al gebruikt of te oud. Vraag {support} om een nieuwe.',
  'denied': 'Je bent bij Google gestopt met inloggen. Er is niets veranderd.',
  'google-failed': 'Google kon je nu niet inloggen. Probeer het zo opnieuw.',
  'ended': 'Je bent uitgelogd: het was lang geleden, of het gebeurde in een ander venster. Log in om verder te gaan waar je was.',
  'expired': 'Het inloggen duurde te lang, of is in een ander venster begonnen. Begin opnieuw.',
  'busy': 'We kunnen je nu niet inloggen. Probeer het zo opnieuw.',
  'failed': 'Inloggen is niet gelukt. Probeer het opnieuw; blijft het zo, vraag het dan {support}.',
};

export const problems: Catalogue['problems'] = {
  'bad-request': 'We konden dit verzoek niet begrijpen. Laad de pagina opnieuw en probeer het nog eens.',
  'not-signed-in': 'Je bent niet meer ingelogd. Log opnieuw in om verder te gaan.',
  'forbidden': 'Dit mag jij niet. Vraag het je bureau als je het nodig hebt.',
  'not-found': 'Dit is er niet meer, of niet voor jou.',
  'already-exists': 'Dit bestaat al.',
  'conflict': 'Iemand wijzigde dit op hetzelfde moment. Kijk er opnieuw naar en herhaal je wijziging.',
  'refused': 'Dit kan nu niet.',
  'gone': 'Dit is niet meer beschikbaar.',
  'precondition-failed': 'Dit is veranderd sinds je keek. Je ziet nu hoe het staat; herhaal je wijziging als je die nog wilt.',
  'too-large': 'Dit is te groot.',
  'invalid': 'Sommige waarden worden niet aangenomen. Controleer wat je hebt ingevuld.',
  'precondition-required': 'Dit is veranderd sinds je keek. Laad het opnieuw.',
  'too-many-requests': 'Dat was veel tegelijk. Wacht even en probeer het opnieuw.',
  'internal': 'Er ging bij ons iets mis. We hebben het genoteerd. Probeer het opnieuw.',
  'upstream-failed': 'Een systeem waar we van afhangen antwoordde niet zoals het hoort. Probeer het zo opnieuw.',
  'unavailable': 'Dit is nu niet bereikbaar. Er is niets verloren. Probeer het zo opnieuw.',
  'offline': 'Er is geen verbinding. Controleer je netwerk en probeer het opnieuw.',
};

export const later: Catalogue['later'] = {
  mark: 'Nog niet beschikbaar',
  product: 'Dit komt met een latere versie.',
};

export const fieldProblems: Catalogue['fieldProblems'] = {
  missing: 'Vul dit in.',
  email: 'Schrijf een adres zoals anna@example.com.',
  url: 'Schrijf een adres dat met https:// begint.',
};
