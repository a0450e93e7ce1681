import type { Clock, Http, Timers } from '@portal-sync/kernel';
import type { Addresses } from '../house/addresses.ts';
import { Person } from '../person/person.ts';
import { SandboxControl } from '../person/sandbox-control.ts';
import type { Cast } from './cast.ts';
import { connectSteps } from './connect-steps.ts';
import { disconnect } from './disconnect.ts';
import { matchSteps } from './match-steps.ts';
import { Narrator, type Told } from './narrator.ts';
import { syncSteps } from './sync-steps.ts';
import { waiter } from './wait-for.ts';

export interface TourDeps {
  readonly http: Http;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly addresses: Addresses;
  readonly write: (text: string) => void;
}

const DAY_MS = 86_400_000;

/** The main job of the product, played against a running one by its public API alone. Fails at the first thing that is not as it should be. */
export async function playTour({ http, clock, timers, addresses, write }: TourDeps): Promise<readonly Told[]> {
  const google = new SandboxControl(http, addresses.sandboxOrigin);
  const origin = addresses.agency('northlight.localhost');
  const person = (email: string) => new Person({ http, google, origin, email });
  const cast: Cast = {
    google,
    admin: person('ada@northlight.example'),
    staff: person('mira@northlight.example'),
    client: person('clara.jansen.demo@gmail.com'),
    waitFor: waiter(clock, timers),
    mark: clock.now().toString(36),
    today: Math.floor(clock.now() / DAY_MS) * DAY_MS,
  };
  const narrator = new Narrator(google, clock, write);
  const connectionId = await connectSteps(cast, narrator);
  await syncSteps(cast, narrator);
  await matchSteps(cast, narrator, connectionId);
  await narrator.step('disconnects; what was pushed is taken out of Google', async () => {
    const before = (await google.events(cast.staff.email)).length;
    await disconnect(cast, connectionId);
    const after = (await google.events(cast.staff.email)).length;
    return { here: 'not connected; every appointment is kept', there: `${before - after} of our events removed, ${after} of her own left` };
  });
  return narrator.told;
}
