import { AppError, silentLog, type Http } from '@portal-sync/kernel';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { agencyCards, type AgencyCard } from './agency-cards.ts';
import { createAgencyDirectory, type AgencyDirectory } from './agency-directory.ts';
import { createInternalApi } from './internal-api.ts';

const card = (version: number, name = 'Northlight'): AgencyCard => ({
  id: 'north',
  version,
  brand: { name, logo: null, accent: '#225577', supportAddress: 'help@northlight.example' },
  locale: 'en',
  zone: 'Europe/Stockholm',
  origins: ['http://northlight.test'],
  rolesThatConnect: ['staff'],
  appointmentTypes: [{ key: 'meeting', label: 'Meeting', color: '#225577', syncs: true }],
  foldPlusTags: false,
  blocklist: [],
});

let broker: { cards: Record<string, AgencyCard>; reads: string[]; down: boolean; now: number };
let make: () => AgencyDirectory;

beforeEach(async () => {
  broker = { cards: { north: card(1) }, reads: [], down: false, now: 0 };
  const http: Http = async (url) => {
    const { pathname, searchParams } = new URL(url);
    broker.reads.push(pathname + (searchParams.size > 0 ? '?origin' : ''));
    if (broker.down) throw new TypeError('fetch failed');
    const origin = searchParams.get('origin');
    if (origin !== null) {
      const found = Object.values(broker.cards).find((one) => one.origins.includes(origin));
      return found === undefined ? new Response(null, { status: 404 }) : Response.json({ agencyId: found.id });
    }
    const found = broker.cards[pathname.split('/').at(-1) as string];
    return found === undefined ? new Response(null, { status: 404 }) : Response.json(found);
  };
  const clock = { now: () => broker.now };
  const store = await openSqliteStore({ memory: true, clock })('test', [agencyCards]);
  make = () => createAgencyDirectory({ store, clock, log: silentLog, broker: createInternalApi({ http, baseUrl: 'http://broker' }) });
});

describe('the directory of agencies', () => {
  it('reads through once and keeps', async () => {
    const directory = make();
    expect((await directory.get('north'))?.brand.name).toBe('Northlight');
    await directory.get('north');
    await make().get('north');
    expect(broker.reads).toEqual(['/internal/agencies/north']);
  });

  it('a change is taken with its message, and an older card never replaces a newer', async () => {
    const directory = make();
    await directory.get('north');
    broker.cards['north'] = card(3, 'Northern light');
    await directory.take({ agencyId: 'north' });
    expect((await directory.get('north'))?.brand.name).toBe('Northern light');
    broker.cards['north'] = card(2, 'Stale');
    await directory.take({ agencyId: 'north' });
    expect((await directory.get('north'))?.brand.name).toBe('Northern light');
  });

  it('a lost message costs an hour, and an answer is never held up by a broker that is down', async () => {
    const directory = make();
    await directory.get('north');
    broker.cards['north'] = card(2, 'Renamed');
    broker.down = true;
    broker.now += 61 * 60_000;
    expect((await directory.get('north'))?.brand.name).toBe('Northlight');
    await new Promise((resolve) => setImmediate(resolve));
    broker.down = false;
    broker.now += 6_000;
    await directory.get('north');
    await new Promise((resolve) => setImmediate(resolve));
    expect((await directory.get('north'))?.brand.name).toBe('Renamed');
  });

  it('an unknown agency is undefined; one we cannot ask about is unavailable', async () => {
    expect(await make().get('south')).toBeUndefined();
    broker.down = true;
    await expect(make().get('south')).rejects.toSatisfy((error) => error instanceof AppError && error.code === 'unavailable');
  });

  it('finds an agency by its address, and forgets an address that was taken away', async () => {
    const directory = make();
    expect((await directory.byOrigin('http://northlight.test'))?.id).toBe('north');
    expect(await directory.byOrigin('http://evil.test')).toBeUndefined();
    broker.cards['north'] = { ...card(2), origins: ['http://new.test'] };
    await directory.take({ agencyId: 'north' });
    expect(await directory.byOrigin('http://northlight.test')).toBeUndefined();
    expect((await directory.byOrigin('http://new.test'))?.id).toBe('north');
  });
});
