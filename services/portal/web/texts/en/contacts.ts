export const contacts = {
  lead: 'The people your agency knows.',
  one: 'Contact',
  add: 'Add a contact',
  added: '{name} was added.',
  search: 'Search by name or address',
  name: 'Name',
  address: 'E-mail address',
  addresses: 'E-mail',
  phone: 'Phone',
  from: 'Where from',
  yourId: 'Number in your own system',
  empty: 'No contacts yet.',
  emptyWhat: 'Contacts come from your own system, from Google events in two-way mode, or are added here.',
  nobody: 'Nobody found for “{search}”.',
  nobodyWhat: 'Try the start of a name or of an address.',
  appointments: 'Appointments',
  gone: 'No longer a contact',
  noAppointments: 'No appointments with this contact yet.',
};

export const provenance = {
  'google-event': 'Came from a Google event of {day}',
  'api': 'Came from your own system on {day}',
  'person': 'Added by hand on {day}',
  'demo': 'Example from {day}',
};
