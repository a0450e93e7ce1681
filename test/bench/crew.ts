import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressesFrom } from '@portal-sync/all-in-one/addresses';
import { createLocalhostHttp } from '@portal-sync/all-in-one/localhost-http';
import { Person } from '@portal-sync/all-in-one/person';
import { SandboxControl } from '@portal-sync/all-in-one/sandbox-control';
import { connectAs, type Connected } from '../house/connected.ts';
import { Platform } from '../house/platform.ts';
import type { Product } from './product.ts';

export interface Crew {
  readonly google: SandboxControl;
  readonly platform: Platform;
  readonly members: ReadonlyArray<Connected & { readonly userId: string; readonly email: string }>;
  close(): Promise<void>;
}

/** `count` staff members of one agency, each with a Google account of their own, connected. */
export async function assembleCrew(product: Product, count: number, settings: Readonly<Record<string, unknown>> = {}): Promise<Crew> {
  const { http, close } = createLocalhostHttp();
  const addresses = addressesFrom(product.base);
  const google = new SandboxControl(http, addresses.sandboxOrigin);
  const origin = addresses.agency('northlight.localhost');
  const secrets = JSON.parse(readFileSync(join(product.folder, 'machine-secrets.json'), 'utf8')) as { agencies: Record<string, { platform: string }> };
  const platform = new Platform(http, origin, secrets.agencies['northlight']?.platform ?? '');
  const members: (Connected & { userId: string; email: string })[] = [];
  for (let at = 0; at < count; at++) {
    const userId = `bench-${at}`;
    const email = `bench-${at}@northlight.example`;
    await google.call('POST', 'accounts', { email, name: `Bench ${at}`, hd: 'northlight.example', timeZone: 'Europe/Amsterdam' });
    await platform.must('POST', '/v1/users', { id: userId, name: `Bench ${at}`, email, role: 'staff' });
    const person = new Person({ http, google, origin, email });
    await person.signIn();
    members.push({ ...(await connectAs(person, email, { settings })), userId, email });
  }
  return { google, platform, members, close };
}
