import type { Broker } from '@portal-sync/broker/app';
import { Secret } from '@portal-sync/kernel';
import type { Addresses } from '../house/addresses.ts';
import { PLATFORM_CLIENT, PORTAL_CLIENT } from '../house/service-settings.ts';
import type { MachineSecrets } from '../machine/machine-secrets.ts';
import { DEMO_AGENCIES } from './agencies.ts';

export type AgencySeed = Parameters<Broker['seedAgency']>[0];

/** The demo's agencies with their OAuth clients, as an operator sets them up in the broker: no agency may make an agency. */
export const agencySeeds = (addresses: Addresses, secrets: MachineSecrets): readonly AgencySeed[] =>
  DEMO_AGENCIES.map((agency) => {
    const own = secrets.agencies[agency.id];
    return {
      id: agency.id,
      brand: agency.brand,
      locale: agency.locale,
      zone: agency.zone,
      origins: [addresses.agency(agency.host)],
      appointmentTypes: [...agency.types],
      clients: [
        { id: PORTAL_CLIENT, kind: 'portal', secret: new Secret(own?.portal ?? '') },
        { id: PLATFORM_CLIENT, kind: 'platform', secret: new Secret(own?.platform ?? '') },
      ],
    };
  });
