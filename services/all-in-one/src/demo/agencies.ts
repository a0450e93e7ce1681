/** The two demo agencies: who works there, who their clients are, how they look. Pure data; ids are what the agency's own system would choose. */
export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'admin' | 'staff' | 'client' | 'prospect';
}

export interface DemoAgency {
  readonly id: string;
  readonly host: string;
  readonly zone: string;
  readonly locale: 'en' | 'nl' | 'sv';
  readonly brand: { readonly name: string; readonly logo: null; readonly accent: string; readonly supportAddress: string };
  readonly types: ReadonlyArray<{ readonly key: string; readonly label: string; readonly color: string; readonly syncs: boolean }>;
  readonly services: readonly string[];
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
    services: ['Brand workshop', 'Portfolio review', 'Kick-off', 'Photo session', 'Monthly review'],
    people: [
      { id: 'ada', name: 'Ada Lindqvist', email: 'ada@northlight.example', role: 'admin' },
      { id: 'ben', name: 'Ben Okafor', email: 'ben@northlight.example', role: 'staff' },
      { id: 'mira', name: 'Mira Novak', email: 'mira@northlight.example', role: 'staff' },
      { id: 'clara', name: 'Clara Jansen', email: 'clara.jansen.demo@gmail.com', role: 'client' },
      { id: 'otto', name: 'Otto Brandt', email: 'otto.brandt.demo@gmail.com', role: 'prospect' },
    ],
    contacts: [
      { id: 'c-clara', name: 'Clara Jansen', address: 'clara.jansen.demo@gmail.com' },
      { id: 'c-otto', name: 'Otto Brandt', address: 'otto.brandt.demo@gmail.com' },
      { id: 'c-yusuf', name: 'Yusuf Demir', address: 'yusuf@demir-interiors.example' },
      { id: 'c-lena', name: 'Lena Fischer', address: 'lena.fischer@kiln.example' },
      { id: 'c-noor', name: 'Noor van Dijk', address: 'noor@vandijk.example' },
    ],
  },
  {
    id: 'harbour',
    host: 'harbour.localhost',
    zone: 'Europe/Stockholm',
    locale: 'sv',
    brand: { name: 'Harbour Physio', logo: null, accent: '#1f5fa8', supportAddress: 'reception@harbour.example' },
    types: [
      { key: 'treatment', label: 'Treatment', color: '#1f5fa8', syncs: true },
      { key: 'intake', label: 'Intake', color: '#2c8a5b', syncs: true },
      { key: 'call', label: 'Call', color: '#a8741f', syncs: false },
    ],
    services: ['Deep Tissue Massage', 'Shoulder treatment', 'Intake', 'Running analysis', 'Follow-up'],
    people: [
      { id: 'elin', name: 'Elin Sjöberg', email: 'elin@harbour.example', role: 'admin' },
      { id: 'dirk', name: 'Dirk Maas', email: 'dirk@harbour.example', role: 'staff' },
      { id: 'john', name: 'John Smith', email: 'john.smith.demo@gmail.com', role: 'client' },
    ],
    contacts: [
      { id: 'c-john', name: 'John Smith', address: 'john.smith.demo@gmail.com' },
      { id: 'c-signe', name: 'Signe Holm', address: 'signe.holm@fjord.example' },
      { id: 'c-paul', name: 'Paul Mercier', address: 'paul@mercier.example' },
    ],
  },
];
