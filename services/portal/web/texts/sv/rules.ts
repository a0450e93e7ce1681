import type { Catalogue } from '../catalogue.ts';

export const rules: Catalogue['rules'] = {
  lead: 'Vad som sker av sig självt när något händer med en bokning. Varje regel körs en gång per ändring.',
  add: 'Lägg till en regel',
  empty: 'Inga regler än.',
  emptyWhat: 'En regel kan skriva ett mejl, skriva in en kund i en kampanj eller anropa ett annat system.',
  rule: 'Regel',
  name: 'Namn',
  on: 'När',
  does: 'Gör',
  did: 'Gjorde',
  enabled: 'På',
  enabledOne: 'Regeln {name} är på',
  editOne: 'Ändra {name}',
  removeOne: 'Ta bort {name}',
  removeEffect: 'Den körs inte längre. Det den gjort är kvar i listan nedan.',
  saved: '”{name}” har sparats.',
  types: 'Bara för dessa typer',
  anyType: 'Alla typer',
  fields: 'Bara när något av detta ändrades',
  anyField: 'Vad som helst',
  action: 'Gör detta',
  actionNumber: 'Åtgärd {count}',
  addAction: 'Lägg till en åtgärd',
  removeAction: 'Ta bort den här åtgärden',
  campaign: 'Kampanj',
  webhook: 'Webhook',
  mailTo: 'Till',
  subject: 'Ämne',
  text: 'Text',
  textWhat: 'Skriv {client}, {title}, {when} eller {agency} där de ska stå.',
  campaigns: 'Kampanjer',
  newCampaign: 'Ny kampanj',
  noCampaign: 'Inga kampanjer än.',
  enrolled: 'Inskrivna',
  webhooks: 'Webhooks',
  newWebhook: 'Adress till en ny webhook',
  urlExample: 'https://',
  description: 'Beskrivning',
  address: 'Adress',
  noWebhook: 'Inga webhooks än.',
  secretOnce: 'Hemligheten som signerar det vi skickar. Den visas bara nu.',
  removeWebhookEffect: 'Inget skickas dit längre. Regler som använder den gör resten av det de gör.',
  deliveries: 'Leveranser',
  deliveriesOf: 'Leveranser till {name}',
  noDeliveries: 'Inget har skickats än.',
  attempts: 'Försök',
  answer: 'Svar',
  nextTry: 'Nästa försök',
  firings: 'Vad reglerna gjorde',
  firingsWhat: 'Varje gång en regel kördes, en gång per bokning, ändring och person.',
  noFirings: 'Ingen regel har körts än.',
  noFiringsWhat: 'När det sker ser du här för vilken bokning och vad som gjordes.',
  contact: 'Visa',
  mails: 'Mejl',
  noMails: 'Inga mejl än.',
};

export const ruleEvents: Catalogue['ruleEvents'] = {
  'booked': 'En bokning görs',
  'customer-booked': 'En kund bokar',
  'rescheduled': 'En bokning flyttas eller ändras',
  'cancelled': 'En bokning avbokas',
};

export const ruleActions: Catalogue['ruleActions'] = { mail: 'Skriv ett mejl', enrol: 'Skriv in i en kampanj', leave: 'Ta ut ur en kampanj', webhook: 'Anropa en webhook', other: 'Annat' };

export const actionStates: Catalogue['actionStates'] = { waiting: 'väntar', done: 'gjort', failed: 'misslyckades', skipped: 'behövdes inte' };

export const mailTo: Catalogue['mailTo'] = { client: 'Kunden', host: 'Värden för bokningen' };

export const deliveryStates: Catalogue['deliveryStates'] = { waiting: 'Väntar', delivered: 'Levererad', failed: 'Misslyckades' };
