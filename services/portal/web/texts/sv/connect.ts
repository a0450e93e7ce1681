import type { Catalogue } from '../catalogue.ts';

export const connect: Catalogue['connect'] = {
  title: 'Anslut {product}',
  progress: 'Steg {now} av {of}',
  stepAsk: 'Vad vi frågar om och varför',
  stepGoogle: 'Tillåt hos Google',
  stepChoose: 'Välj en kalender',
  askTitle: 'Vad Google kommer att fråga dig',
  askLead: 'Google visar en ruta för var och en av dessa. Inget läses eller skrivs innan du tillåter det.',
  tickAll: { one: 'Kryssa i rutan hos Google. Utan den fungerar inte synkningen.', other: 'Kryssa i alla {count} rutor hos Google. Saknas en fungerar inte synkningen.' },
  genericName: 'Google kallar oss ”My Portal App”. Det är vi. Du kan avsluta vår åtkomst när som helst, här eller i ditt Google-konto.',
  continue: 'Fortsätt med Google',
  tryAgain: 'Försök igen med Google',
  useOther: 'Använd ett annat Google-konto',
  connectAgain: 'Anslut igen med Google',
  upgrade: 'Uppgradera med Google',
  noteUpgrade: 'Envägs är ansluten. Det här uppgraderar den: det som finns i kalendern förblir länkat, och slutar du halvvägs fortsätter envägs som förut.',
  noteReplace: 'Ett Google-konto är anslutet. Går du vidare ersätts det av ett annat; händelserna i den gamla kalendern är kvar.',
  noteBlocked: 'Tvåvägs är ansluten. Koppla från den först för att använda envägs.',
  noteRemoving: 'En anslutning håller på att avslutas. Vänta en stund och börja sedan om.',
};

export const boxes: Catalogue['boxes'] = {
  events: 'Se och ändra händelser i alla dina kalendrar',
  eventsWhy: 'För att lägga dina bokningar i kalendern du väljer, och för att se när du är upptagen.',
  eventsOwned: 'Se, skapa och ändra händelser i kalendrar du äger',
  eventsOwnedWhy: 'För att lägga dina bokningar i kalendern du väljer, och för att se när du är upptagen.',
  calendarList: 'Se listan över dina kalendrar',
  calendarListWhy: 'Så att du kan välja vilken kalender som ska användas.',
  settings: 'Se dina kalenderinställningar',
  settingsWhy: 'För att visa tider i rätt tidszon.',
};

export const connectFailures: Catalogue['connectFailures'] = {
  'denied': 'Du avbröt hos Google. Inget anslöts och inget ändrades. Du kan försöka igen när du vill.',
  'box-missing': 'En ruta lämnades tom hos Google, så inget anslöts. Försök igen och kryssa i alla rutor.',
  'other-account': 'Du valde ett annat Google-konto än det som är anslutet. Inget ändrades. Försök igen med samma konto, eller ersätt det.',
  'late': 'Du kom tillbaka för sent, eller i ett annat fönster. Inget anslöts. Börja om; det tar en minut.',
  'google-down': 'Google svarade inte som det ska. Inget anslöts. Försök igen om några minuter.',
  'blocked': 'En annan anslutning kom emellan. Inget ändrades. Titta på dina kopplingar och försök sedan igen.',
  'failed': 'Anslutningen lyckades inte. Inget ändrades. Försök igen; fråga {support} om det inte går.',
};

export const choose: Catalogue['choose'] = {
  title: 'Välj en kalender',
  lead: 'Nästan klart. Allt det här kan du ändra senare i inställningarna.',
  calendarTitle: 'Vilken kalender',
  calendarLead: 'Bokningar läggs i den här kalendern, och bara dess händelser kan bli bokningar.',
  calendar: 'Google-kalender',
  pick: 'Välj en kalender',
  pickOne: 'Välj en kalender för att fortsätta.',
  reading: 'Dina kalendrar läses…',
  readAgain: 'Läs listan igen',
  noneFound: 'Ingen kalender med det namnet.',
  primary: 'din huvudkalender',
  targetChanges: 'Nya bokningar går till den här kalendern från och med nu. De i den gamla är kvar där.',
  directionTitle: 'Åt vilket håll ändringar går',
  modeTitle: 'Vad Google-händelser betyder här',
  modeLead: 'Dina bokningar går alltid till Google. Det här gäller det som kommer tillbaka.',
  finish: 'Spara och gå vidare',
};

export const accessRoles: Catalogue['accessRoles'] = {
  owner: 'du äger den',
  writer: 'du kan ändra den',
  writerWithoutPrivateAccess: 'du kan ändra den, privata händelser är dolda',
  reader: 'du kan bara läsa den',
  freeBusyReader: 'du ser bara när den är upptagen',
  unknown: 'vad du får göra där är inte känt',
};

export const directions: Catalogue['directions'] = {
  'bidirectional': 'Åt båda hållen',
  'bidirectionalWhat': 'En ändring här görs i Google, och en ändring i Google görs här.',
  'to-google': 'Bara till Google',
  'to-googleWhat': 'Bokningar läggs i Google. Google-händelser blockerar bara tid.',
  'from-google': 'Bara från Google',
  'from-googleWhat': 'Google-händelser kommer hit. Inget skrivs till Google.',
  'notInOneWay': 'Bara med Google Kalender (tvåvägs).',
};

export const modes: Catalogue['modes'] = {
  'one-way': 'Enkelriktad',
  'one-wayWhat': 'Dina bokningar går till Google. Google-händelser blockerar bara tid, i grått. Ingen läggs till som kontakt.',
  'two-way': 'Dubbelriktad',
  'two-wayWhat': 'Händelser och bokningar följer varandra. Gäster blir kontakter, och dina automatiseringar körs.',
  'smart': 'Smart',
  'smartWhat': 'Händelser med personer du redan känner blir bokningar och kör automatiseringar. Alla andra blockerar bara tid, i grått.',
  'disable-trigger': 'Dubbelriktad utan automatiseringar',
  'disable-triggerWhat': 'Som dubbelriktad: gäster blir kontakter, men inget startas.',
  'notInDirection': 'Inte åt det här hållet: inget hämtas från Google.',
};
