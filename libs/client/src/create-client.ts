import { appointmentsApi } from './appointments.ts';
import { automationsApi } from './automations.ts';
import { calendarsApi } from './calendars.ts';
import { createCallApi } from './call-api.ts';
import { connectionsApi } from './connections.ts';
import { contactsApi } from './contacts.ts';
import { peopleApi } from './people.ts';
import type { ClientOptions } from './send.ts';
import { syncingApi } from './syncing.ts';

/** The API of one agency, typed. Holds nothing open. Every method rejects with `ApiFailure` for an answer that is no success. */
export function createClient(options: ClientOptions) {
  const call = createCallApi(options);
  return {
    appointments: appointmentsApi(call),
    automations: automationsApi(call),
    calendars: calendarsApi(call),
    connections: connectionsApi(call),
    contacts: contactsApi(call),
    people: peopleApi(call),
    syncing: syncingApi(call),
  };
}
export type Client = ReturnType<typeof createClient>;
