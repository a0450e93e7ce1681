import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHouse, type House } from '@portal-sync/all-in-one/app';
import { createLocalhostHttp } from '@portal-sync/all-in-one/localhost-http';
import { Person } from '@portal-sync/all-in-one/person';
import { SandboxControl } from '@portal-sync/all-in-one/sandbox-control';
import { systemClock, systemRandom, systemTimers, type Http, type Log } from '@portal-sync/kernel';
import { createLog } from '@portal-sync/runtime';
import { enginesOfStories } from './engines-of-stories.ts';
import { freePortBase } from './free-port-base.ts';
import { loggedByHouses } from './logged-by-houses.ts';
import { Platform } from './platform.ts';

/** Everybody of the two demo agencies who can sign in. */
export const PEOPLE = {
  ada: { agency: 'northlight', email: 'ada@northlight.example' },
  ben: { agency: 'northlight', email: 'ben@northlight.example' },
  mira: { agency: 'northlight', email: 'mira@northlight.example' },
  clara: { agency: 'northlight', email: 'clara.jansen.demo@gmail.com' },
  otto: { agency: 'northlight', email: 'otto.brandt.demo@gmail.com' },
  elin: { agency: 'harbour', email: 'elin@harbour.example' },
  dirk: { agency: 'harbour', email: 'dirk@harbour.example' },
  john: { agency: 'harbour', email: 'john.smith.demo@gmail.com' },
} as const;
export type PersonName = keyof typeof PEOPLE;

export interface TestHouse {
  readonly house: House;
  readonly http: Http;
  readonly google: SandboxControl;
  /** Lines the services logged so far. */
  readonly logged: readonly string[];
  origin(agency: string): string;
  /** A person with an empty browser. */
  person(name: PersonName): Person;
  signedIn(name: PersonName): Promise<Person>;
  /** The agency's own system, with its OAuth client. */
  platform(agency: string): Platform;
  /** Stops the product and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The whole product in this process on a folder and ports of its own. Tests use its public doors only. */
export async function openTestHouse(options: { demoAppointments?: boolean; pages?: string } = {}): Promise<TestHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-sync-'));
  const base = await freePortBase();
  const engines = await enginesOfStories();
  const logged: string[] = [];
  const log: Log = createLog({ service: 'test', level: 'debug', write: (line) => void logged.push(line) });
  loggedByHouses.push(logged);
  const start = async (fresh: boolean) => {
    const started = await startHouse({
      settings: { HOUSE_PORT: base, HOUSE_LOG: 'debug', DATA_FOLDER: join(folder, 'data') },
      fresh,
      pages: options.pages ?? emptyPages(folder),
      clock: systemClock,
      timers: systemTimers,
      random: systemRandom,
      log,
      demoAppointments: options.demoAppointments ?? false,
      synchronous: 'NORMAL',
      engines,
    });
    await started.planted;
    return started;
  };
  let house = await start(true);
  const outgoing = createLocalhostHttp();
  const google = new SandboxControl(outgoing.http, house.addresses.sandboxOrigin);
  const origin = (agency: string) => house.addresses.agency(`${agency}.localhost`);
  const person = (name: PersonName) => new Person({ http: outgoing.http, google, origin: origin(PEOPLE[name].agency), email: PEOPLE[name].email });
  return {
    get house() {
      return house;
    },
    http: outgoing.http,
    google,
    logged,
    origin,
    person,
    async signedIn(name) {
      const someone = person(name);
      const page = await someone.signIn();
      if (page.status !== 200) throw new Error(`${name} could not sign in: ${page.status} at ${page.url.href}`);
      return someone;
    },
    platform: (agency) => new Platform(outgoing.http, origin(agency), house.secrets.agencies[agency]?.platform ?? ''),
    async restart() {
      await house.stop();
      house = await start(false);
    },
    async close() {
      await house.stop();
      await outgoing.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Pages nobody looks at: stories speak to the API. */
function emptyPages(folder: string): string {
  const pages = join(folder, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<!doctype html><html lang="en"><head><title>Portal</title></head><body></body></html>');
  return pages;
}
