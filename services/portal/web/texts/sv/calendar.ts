import type { Catalogue } from '../catalogue.ts';

export const calendar: Catalogue['calendar'] = {
  new: 'Ny bokning',
  view: 'Vy',
  week: 'Vecka',
  day: 'Dag',
  agenda: 'Lista',
  today: 'I dag',
  previous: 'Tidigare',
  next: 'Senare',
  whose: 'Vems kalender',
  mine: 'Min kalender',
  everybody: 'Alla',
  zoneOther: 'Tiderna är de i {zone}. Din enhet är i {device}.',
  zoneDevice: 'Tiderna är din enhets, {zone}. Din byrå är i {agency}.',
  useDevice: 'Använd enhetens tid',
  useAgency: 'Använd byråns tid',
  shownIn: 'Tiderna är i {zone}.',
  allDay: 'Hela dagen',
  busy: 'Upptagen',
  busyOne: 'Blockerad tid',
  whyGrey: 'Varför den är grå',
  tentative: '{title} (preliminär)',
  nothing: 'Inget den här veckan.',
  moved: '”{title}” har flyttats.',
  made: '”{title}” har skapats.',
};

export const linkStates: Catalogue['linkStates'] = {
  synced: 'Uppdaterad',
  waiting: 'Inte synkad än',
  failed: 'Kunde inte synkas',
  dormant: 'Inte ansluten',
  conflict: 'Ändrad på båda sidor',
};

export const linkKinds: Catalogue['linkKinds'] = {
  host: 'Värdens kalender: ändringar där kommer tillbaka hit.',
  participant: 'Visas i en deltagares kalender: ändringar där kommer inte tillbaka.',
};

export const responses: Catalogue['responses'] = {
  'needs-action': 'inte svarat än',
  'accepted': 'kommer',
  'tentative': 'kanske',
  'declined': 'kommer inte',
  'other': 'svarat',
};

export const greyReasons: Catalogue['greyReasons'] = {
  'one-way': 'I enkelriktat läge blockerar Google-händelser bara tid.',
  'unknown-guests': 'Ingen av gästerna är en kontakt hos dig. I smart läge blockerar sådana händelser bara tid.',
  'no-guests': 'Den har inga gäster som kan vara kontakter. Den blockerar bara tid.',
  'availability': 'Den står i en kalender som bara blockerar tid.',
  'private': 'Den är markerad som privat i Google. Bara tiden används.',
  'not-yet-judged': 'Den upptäcktes nyss och granskas. Till dess blockerar den sin tid.',
  'foreign-mark': 'Ett annat system skapade den. Den blockerar bara tid.',
  'foreign': 'Ett annat system skapade den. Den blockerar bara tid.',
  'create-off': 'Att skapa bokningar av Google-händelser är avstängt i dina inställningar.',
  'all-day-off': 'Heldagshändelser blockerar bara tid. Det kan du ändra i inställningarna.',
  'declined': 'Du tackade nej.',
  'cancelled': 'Den är inställd.',
  'series': 'Den upprepas. Upprepade händelser från Google blockerar tills vidare bara tid.',
  'not-an-appointment': 'Det är en sorts händelse som inte kan vara en bokning, som frånvaro eller fokustid.',
  'organizer-not-accepted': 'Någon du inte känner bjöd in dig, och du har inte tackat ja än.',
  'suppressed': 'En gäst har raderats på egen begäran. Inget av den personen sparas.',
  'disable-trigger': 'Den blockerar bara tid.',
  'other': 'Den blockerar bara tid.',
};

export const dates: Catalogue['dates'] = {
  previousMonth: 'Föregående månad',
  nextMonth: 'Nästa månad',
  previousYear: 'Föregående år',
  nextYear: 'Nästa år',
  pickMonth: 'Välj en annan månad',
  hours: '{label}: timme',
  minutes: '{label}: minuter',
};
