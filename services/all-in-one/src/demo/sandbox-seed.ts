import type { Seed } from '@portal-sync/google-sandbox/app';
import type { Addresses } from '../house/addresses.ts';
import { DEMO_GOOGLE_CLIENT } from '../house/service-settings.ts';
import type { MachineSecrets } from '../machine/machine-secrets.ts';
import { DEMO_AGENCIES } from './agencies.ts';

/** What Google knows in the demo: an account for everybody who can sign in, and the operator's OAuth client. */
export function sandboxSeed(addresses: Addresses, secrets: MachineSecrets): Seed {
  return {
    accounts: DEMO_AGENCIES.flatMap(({ people, zone }) =>
      people.map(({ name, email }) => ({
        email,
        name,
        timeZone: zone,
        ...(email.endsWith('@gmail.com') ? {} : { hd: email.slice(email.indexOf('@') + 1) }),
        calendars: [{ summary: 'Work' }, { summary: 'Family' }],
      })),
    ),
    clients: [
      {
        clientId: DEMO_GOOGLE_CLIENT,
        clientSecret: secrets.googleClient,
        redirectUris: [`${addresses.genericOrigin}/google/callback`],
        projectNumber: DEMO_GOOGLE_CLIENT.slice(0, DEMO_GOOGLE_CLIENT.indexOf('-')),
        brandName: 'My Portal App',
      },
    ],
  };
}
