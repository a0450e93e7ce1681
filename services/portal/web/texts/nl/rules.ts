import type { Catalogue } from '../catalogue.ts';

export const rules: Catalogue['rules'] = {
  lead: 'Wat er vanzelf gebeurt als er iets met een afspraak gebeurt. Elke regel draait één keer per wijziging.',
  add: 'Regel toevoegen',
  empty: 'Nog geen regels.',
  emptyWhat: 'Een regel kan een mail schrijven, een klant in een campagne zetten of een ander systeem aanroepen.',
  rule: 'Regel',
  name: 'Naam',
  on: 'Wanneer',
  does: 'Doet',
  did: 'Deed',
  enabled: 'Aan',
  enabledOne: 'Regel {name} staat aan',
  editOne: '{name} bewerken',
  removeOne: '{name} verwijderen',
  removeEffect: 'Hij draait niet meer. Wat hij deed blijft hieronder in de lijst.',
  saved: '“{name}” is opgeslagen.',
  types: 'Alleen voor deze soorten',
  anyType: 'Alle soorten',
  fields: 'Alleen als een hiervan veranderde',
  anyField: 'Wat dan ook',
  action: 'Doe dit',
  actionNumber: 'Actie {count}',
  addAction: 'Nog een actie toevoegen',
  removeAction: 'Deze actie verwijderen',
  campaign: 'Campagne',
  webhook: 'Webhook',
  mailTo: 'Aan',
  subject: 'Onderwerp',
  text: 'Tekst',
  textWhat: 'Schrijf {client}, {title}, {when} of {agency} waar die moeten staan.',
  campaigns: 'Campagnes',
  newCampaign: 'Nieuwe campagne',
  noCampaign: 'Nog geen campagnes.',
  enrolled: 'Ingeschreven',
  webhooks: 'Webhooks',
  newWebhook: 'Adres van een nieuwe webhook',
  urlExample: 'https://',
  description: 'Omschrijving',
  address: 'Adres',
  noWebhook: 'Nog geen webhooks.',
  secretOnce: 'Het geheim waarmee wij ondertekenen wat we sturen. Het wordt alleen nu getoond.',
  removeWebhookEffect: 'Er wordt niets meer heen gestuurd. Regels die hem gebruiken doen de rest van wat ze doen.',
  deliveries: 'Leveringen',
  deliveriesOf: 'Leveringen aan {name}',
  noDeliveries: 'Er is nog niets verstuurd.',
  attempts: 'Pogingen',
  answer: 'Antwoord',
  nextTry: 'Volgende poging',
  firings: 'Wat de regels deden',
  firingsWhat: 'Elke keer dat een regel draaide, een keer per afspraak, wijziging en persoon.',
  noFirings: 'Er heeft nog geen regel gedraaid.',
  noFiringsWhat: 'Zodra dat gebeurt zie je hier voor welke afspraak en wat er gedaan is.',
  contact: 'Tonen',
  mails: 'Mails',
  noMails: 'Nog geen mails.',
};

export const ruleEvents: Catalogue['ruleEvents'] = {
  'booked': 'Een afspraak wordt geboekt',
  'customer-booked': 'Een klant boekt',
  'rescheduled': 'Een afspraak wordt verplaatst of gewijzigd',
  'cancelled': 'Een afspraak wordt geannuleerd',
};

export const ruleActions: Catalogue['ruleActions'] = { mail: 'Mail schrijven', enrol: 'In een campagne zetten', leave: 'Uit een campagne halen', webhook: 'Webhook aanroepen', other: 'Anders' };

export const actionStates: Catalogue['actionStates'] = { waiting: 'wacht', done: 'gedaan', failed: 'mislukt', skipped: 'niet nodig' };

export const mailTo: Catalogue['mailTo'] = { client: 'De klant', host: 'De gastheer van de afspraak' };

export const deliveryStates: Catalogue['deliveryStates'] = { waiting: 'Wacht', delivered: 'Bezorgd', failed: 'Mislukt' };
