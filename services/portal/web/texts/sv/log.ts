import type { Catalogue } from '../catalogue.ts';

export const log: Catalogue['log'] = {
  lead: 'Vad som synkades, när, och vad det blev av det.',
  run: 'Körning',
  record: 'Post',
  records: 'Poster i den här körningen',
  headTime: 'Tid',
  headWhat: 'Vad',
  headState: 'Resultat',
  headRecord: 'Bokning',
  headAct: 'Vad som gjordes',
  headSide: 'Var',
  headWhy: 'Varför',
  processed: 'behandlade',
  created: 'skapade',
  updated: 'uppdaterade',
  cancelled: 'avbokade',
  linked: 'länkade',
  unchanged: 'oförändrade',
  conflicts: 'konflikter',
  errors: 'fel',
  filterState: 'Resultat',
  filterAct: 'Vad som gjordes',
  any: 'Alla',
  empty: 'Inget har synkats än.',
  emptyWhat: 'När en kalender är ansluten står varje körning här.',
  emptyFilter: 'Ingen körning med det resultatet.',
  noRecords: 'Inga poster.',
  hidden: 'Dold',
  direction: 'Riktning',
  started: 'Började',
  took: 'Tog',
  stillRunning: 'Pågår fortfarande',
  token: 'Åtkomst',
  tokenRefreshed: 'Googles åtkomst förnyades',
  retryOf: 'Nytt försök från',
  firstRun: 'den första körningen',
  retryFailed: { one: 'Försök igen med den misslyckade', other: 'Försök igen med de {count} misslyckade' },
  appointment: 'Bokning',
  openAppointment: 'Öppna i kalendern',
  detail: 'För support: {detail}',
  beforeAfter: 'Före och efter',
  field: 'Fält',
  before: 'Före',
  after: 'Efter',
};

export const runKinds: Catalogue['runKinds'] = {
  'push-existing': 'Skicka befintliga data',
  'push': 'Skickat till Google',
  'pull': 'Hämtat från Google',
  'retry': 'Nytt försök',
  'disconnect': 'Frånkoppling',
  'full-read': 'Hela kalendern lästes',
};

export const runDirections: Catalogue['runDirections'] = { 'to-google': 'till Google', 'from-google': 'från Google', 'both': 'åt båda hållen' };

export const runStates: Catalogue['runStates'] = { running: 'Pågår', done: 'Klar', partial: 'Delvis', failed: 'Misslyckades', stopped: 'Stoppad' };

export const runActs: Catalogue['runActs'] = {
  created: 'Skapad',
  updated: 'Uppdaterad',
  cancelled: 'Avbokad',
  linked: 'Länkad',
  unchanged: 'Oförändrad',
  conflict: 'Konflikt',
  failed: 'Misslyckades',
  skipped: 'Hoppades över',
};

export const sides: Catalogue['sides'] = { google: 'i Google', platform: 'här' };

export const whys: Catalogue['whys'] = {
  'edited-here': 'Den ändrades här.',
  'edited-in-google': 'Den ändrades i Google.',
  'deleted-in-google': 'Den togs bort i Google, så den är avbokad här.',
  'restored-in-google': 'Den återställdes i Google.',
  'restored': 'Den återställdes.',
  'no-longer-here': 'Den hör inte längre hemma i den här kalendern.',
  'same-already': 'Båda sidor var redan lika.',
  'was-there': 'Den fanns redan i Google och är nu länkad.',
  'same-meeting': 'Det är samma möte som någon annan här har.',
  'organizer-seen': 'Arrangörens kalender hittades.',
  'taken-out': 'Den togs ut ur den här Google-kalendern och stannar ute.',
  'unreadable': 'Google skickade något vi inte kunde läsa.',
  'pushed': 'Den skickades till Google.',
  'judged': 'Gästerna avgör vad den betyder här.',
  'platform-won': 'Båda sidor ändrade samma sak. Versionen här behölls.',
  'google-won': 'Båda sidor ändrade samma sak. Googles version behölls.',
  'forbidden': 'Google låter oss inte ändra den här händelsen.',
  'invalid': 'Google godtar inte händelsen som den är. Ändra den och försök igen.',
  'google-down': 'Google svarade inte, flera gånger.',
  'quota': 'Googles gräns för i dag är nådd.',
  'disconnected': 'Anslutningen avslutades.',
  'other': 'En del av synkningen.',
};
