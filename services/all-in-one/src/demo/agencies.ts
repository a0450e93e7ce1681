/** The two demo agencies: who works there, who their clients are, how they look. Pure data; ids are what the agency's own system would choose. */
export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'admin' | 'staff' | 'client' | 'prospect';
  /** When somebody works, for those who see clients: by day of the week (1 is Monday), and how full their days are, 0 to 1. */
  readonly week?: { readonly days: Readonly<Record<number, readonly [from: string, to: string]>>; readonly full: number };
}

/** Something that clients book. */
export interface DemoService {
  readonly title: string;
  readonly type: string;
  /** How long it takes, in minutes: one of these. */
  readonly minutes: readonly number[];
  readonly place: string;
  /** How often it is booked, beside the others. */
  readonly weight: number;
}

export interface DemoAgency {
  readonly id: string;
  readonly host: string;
  readonly zone: string;
  readonly locale: 'en' | 'nl' | 'sv';
  readonly brand: { readonly name: string; readonly logo: null; readonly accent: string; readonly supportAddress: string };
  readonly types: ReadonlyArray<{ readonly key: string; readonly label: string; readonly color: string; readonly syncs: boolean }>;
  readonly services: readonly DemoService[];
  readonly people: readonly DemoPerson[];
  /** People known to the agency who cannot sign in. */
  readonly contacts: ReadonlyArray<{ readonly id: string; readonly name: string; readonly address: string }>;
}

export const DEMO_AGENCIES: readonly DemoAgency[] = [
  {
    id: 'northlight',
    host: 'northlight.localhost',
    zone: 'Europe/Amsterdam',
    locale: 'en',
    brand: { name: 'Northlight Studio', logo: null, accent: '#2f6f62', supportAddress: 'help@northlight.example' },
    types: [
      { key: 'meeting', label: 'Meeting', color: '#2f6f62', syncs: true },
      { key: 'consultation', label: 'Consultation', color: '#8a4fbf', syncs: true },
      { key: 'call', label: 'Call', color: '#b8632b', syncs: false },
    ],
    services: [
      { title: 'Brand workshop', type: 'consultation', minutes: [120, 150], place: 'Studio, first floor', weight: 2 },
      { title: 'Portfolio review', type: 'consultation', minutes: [45, 60], place: 'Studio, first floor', weight: 3 },
      { title: 'Kick-off', type: 'meeting', minutes: [60, 90], place: '', weight: 2 },
      { title: 'Photo session', type: 'meeting', minutes: [90, 120], place: 'Photo room', weight: 2 },
      { title: 'Monthly review', type: 'meeting', minutes: [30, 45, 60], place: '', weight: 4 },
      { title: 'Paper and print samples', type: 'meeting', minutes: [30, 45], place: 'Studio, ground floor', weight: 2 },
      { title: 'Call about the quote', type: 'call', minutes: [15, 20, 30], place: '', weight: 4 },
    ],
    people: [
      { id: 'ada', name: 'Ada Lindqvist', email: 'ada@northlight.example', role: 'admin', week: { days: { 1: ['09:00', '17:30'], 2: ['09:00', '17:30'], 3: ['09:00', '17:30'], 4: ['09:00', '17:30'], 5: ['09:00', '16:00'] }, full: 0.34 } },
      { id: 'ben', name: 'Ben Okafor', email: 'ben@northlight.example', role: 'staff', week: { days: { 1: ['09:30', '18:00'], 2: ['09:30', '18:00'], 4: ['09:30', '18:00'], 5: ['09:30', '17:00'], 6: ['10:00', '13:00'] }, full: 0.42 } },
      { id: 'mira', name: 'Mira Novak', email: 'mira@northlight.example', role: 'staff', week: { days: { 1: ['08:30', '13:00'], 2: ['08:30', '13:00'], 3: ['08:30', '16:30'], 4: ['08:30', '13:00'] }, full: 0.5 } },
      { id: 'clara', name: 'Clara Jansen', email: 'clara.jansen.demo@gmail.com', role: 'client' },
      { id: 'otto', name: 'Otto Brandt', email: 'otto.brandt.demo@gmail.com', role: 'prospect' },
    ],
    contacts: [
      { id: 'c-clara', name: 'Clara Jansen', address: 'clara.jansen.demo@gmail.com' },
      { id: 'c-otto', name: 'Otto Brandt', address: 'otto.brandt.demo@gmail.com' },
      { id: 'c-yusuf', name: 'Yusuf Demir', address: 'yusuf@demir-interiors.example' },
      { id: 'c-lena', name: 'Lena Fischer', address: 'lena.fischer@kiln.example' },
      { id: 'c-noor', name: 'Noor van Dijk', address: 'noor@vandijk.example' },
      { id: 'c-bakkerij', name: 'Sanne de Wit', address: 'sanne@bakkerij-dewit.example' },
      { id: 'c-amara', name: 'Amara Mensah', address: 'amara.mensah@tideline.example' },
      { id: 'c-luca', name: 'Luca Ferrari', address: 'luca@ferrari-cycles.example' },
      { id: 'c-joris', name: 'Joris Kuipers', address: 'j.kuipers@houtwerf.example' },
      { id: 'c-hana', name: 'Hana Kobayashi', address: 'hana@paperlantern.example' },
    ],
  },
  {
    id: 'harbour',
    host: 'harbour.localhost',
    zone: 'Europe/Stockholm',
    locale: 'sv',
    brand: { name: 'Harbour Physio', logo: null, accent: '#1f5fa8', supportAddress: 'reception@harbour.example' },
    types: [
      { key: 'treatment', label: 'Behandling', color: '#1f5fa8', syncs: true },
      { key: 'intake', label: 'Nybesök', color: '#2c8a5b', syncs: true },
      { key: 'call', label: 'Samtal', color: '#a8741f', syncs: false },
    ],
    services: [
      { title: 'Djupgående massage', type: 'treatment', minutes: [50, 75], place: 'Rum 2', weight: 4 },
      { title: 'Axelbehandling', type: 'treatment', minutes: [30, 45], place: 'Rum 1', weight: 3 },
      { title: 'Nybesök', type: 'intake', minutes: [60], place: 'Rum 1', weight: 3 },
      { title: 'Löpanalys', type: 'treatment', minutes: [75, 90], place: 'Gymmet', weight: 1 },
      { title: 'Återbesök', type: 'treatment', minutes: [20, 30], place: 'Rum 1', weight: 5 },
      { title: 'Råd per telefon', type: 'call', minutes: [15], place: '', weight: 2 },
    ],
    people: [
      { id: 'elin', name: 'Elin Sjöberg', email: 'elin@harbour.example', role: 'admin', week: { days: { 1: ['08:00', '16:00'], 2: ['08:00', '16:00'], 3: ['12:00', '19:00'], 4: ['08:00', '16:00'], 5: ['08:00', '14:00'] }, full: 0.4 } },
      { id: 'dirk', name: 'Dirk Maas', email: 'dirk@harbour.example', role: 'staff', week: { days: { 1: ['07:30', '15:30'], 2: ['11:00', '19:30'], 4: ['11:00', '19:30'], 5: ['07:30', '15:30'] }, full: 0.45 } },
      { id: 'john', name: 'John Smith', email: 'john.smith.demo@gmail.com', role: 'client' },
    ],
    contacts: [
      { id: 'c-john', name: 'John Smith', address: 'john.smith.demo@gmail.com' },
      { id: 'c-signe', name: 'Signe Holm', address: 'signe.holm@fjord.example' },
      { id: 'c-paul', name: 'Paul Mercier', address: 'paul@mercier.example' },
      { id: 'c-astrid', name: 'Astrid Nyström', address: 'astrid.nystrom@posten.example' },
      { id: 'c-gustav', name: 'Gustav Ek', address: 'gustav@ekbygg.example' },
      { id: 'c-leila', name: 'Leila Haddad', address: 'leila.haddad@norrsken.example' },
      { id: 'c-birgitta', name: 'Birgitta Lund', address: 'birgitta@lund.example' },
      { id: 'c-oskar', name: 'Oskar Wallin', address: 'oskar.wallin@lopklubben.example' },
    ],
  },
];
