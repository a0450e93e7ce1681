import type { Catalogue } from '../catalogue.ts';

export const contacts: Catalogue['contacts'] = {
  lead: 'Personerna som din byrå känner.',
  one: 'Kontakt',
  add: 'Lägg till en kontakt',
  added: '{name} har lagts till.',
  search: 'Sök på namn eller adress',
  name: 'Namn',
  address: 'E-postadress',
  addresses: 'E-post',
  phone: 'Telefon',
  from: 'Varifrån',
  yourId: 'Nummer i ert eget system',
  empty: 'Inga kontakter än.',
  emptyWhat: 'Kontakter kommer från ert eget system, från Google-händelser i dubbelriktat läge, eller läggs till här.',
  nobody: 'Ingen hittades för ”{search}”.',
  nobodyWhat: 'Prova början av ett namn eller en adress.',
  appointments: 'Bokningar',
  gone: 'Inte längre en kontakt',
  noAppointments: 'Inga bokningar med den här kontakten än.',
};

export const provenance: Catalogue['provenance'] = {
  'google-event': 'Kom från en Google-händelse den {day}',
  'api': 'Kom från ert eget system den {day}',
  'person': 'Tillagd för hand den {day}',
  'demo': 'Exempel från den {day}',
};
