import type { Catalogue } from '../catalogue.ts';

export const contacts: Catalogue['contacts'] = {
  lead: 'De mensen die je bureau kent.',
  one: 'Contact',
  add: 'Contact toevoegen',
  added: '{name} is toegevoegd.',
  search: 'Zoek op naam of adres',
  name: 'Naam',
  address: 'E-mailadres',
  addresses: 'E-mail',
  phone: 'Telefoon',
  from: 'Waarvandaan',
  yourId: 'Nummer in je eigen systeem',
  empty: 'Nog geen contacten.',
  emptyWhat: 'Contacten komen uit je eigen systeem, uit Google-evenementen in tweerichting, of worden hier toegevoegd.',
  nobody: 'Niemand gevonden voor “{search}”.',
  nobodyWhat: 'Probeer het begin van een naam of een adres.',
  appointments: 'Afspraken',
  gone: 'Geen contact meer',
  noAppointments: 'Nog geen afspraken met dit contact.',
};

export const provenance: Catalogue['provenance'] = {
  'google-event': 'Kwam uit een Google-evenement van {day}',
  'api': 'Kwam uit je eigen systeem op {day}',
  'person': 'Met de hand toegevoegd op {day}',
  'demo': 'Voorbeeld van {day}',
};
