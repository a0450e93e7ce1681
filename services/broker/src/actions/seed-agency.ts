import { agencyChanged, userChanged, type Agency as AgencyCard, type Role } from '@portal-sync/contracts';
import { AppError, normalizeAddress, randomToken, sha256, type Secret } from '@portal-sync/kernel';
import { newDue, type Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { agencies, agencyOrigins, identityKeyPlace, type Agency } from '../repos/agencies.ts';
import { oauthClientKey, oauthClients } from '../repos/oauth-clients.ts';
import { userKey, users } from '../repos/users.ts';
import { send } from './send.ts';

/** An agency as the operator sets it up. What is left out gets the product's defaults. */
export interface AgencySeed {
  readonly id: string;
  /** Addresses of the agency, as origins; the first is where people are sent. */
  readonly origins: readonly string[];
  readonly brand: AgencyCard['brand'];
  readonly locale?: AgencyCard['locale'];
  readonly zone?: string;
  readonly rolesThatConnect?: readonly Role[];
  readonly appointmentTypes?: AgencyCard['appointmentTypes'];
  readonly foldPlusTags?: boolean;
  readonly blocklist?: readonly string[];
  readonly users?: readonly { readonly id: string; readonly name: string; readonly email: string; readonly role: Role; readonly contactId?: string | null }[];
  /** Portal and platform clients. A portal's redirect address is `/sign-in/done` on every address unless named. */
  readonly clients?: readonly { readonly id: string; readonly kind: 'portal' | 'platform'; readonly secret: Secret; readonly redirectUris?: readonly string[] }[];
  /** Whole addresses a connect may return to; `/connect/done` on every address is always one. */
  readonly returnAddresses?: readonly string[];
}

/**
 * Makes an agency, or brings what the operator decides (addresses, clients, return addresses, people not there yet) up to date in one that is there.
 * What its admins may change is left as it is. Running it again changes nothing. `already-exists`: an address is another agency's.
 */
export async function seedAgency(deps: Deps, seed: AgencySeed): Promise<{ made: boolean }> {
  return deps.store.transaction(async (tx) => {
    const before = await tx.guard(agencies, seed.id);
    const agency = before === undefined ? await makeAgency(tx, deps, seed) : await changeAgency(tx, deps, seed, before);
    await claimOrigins(tx, agency, before?.origins ?? []);
    await putClients(tx, deps, seed);
    await addUsers(tx, deps, seed);
    return { made: before === undefined };
  });
}

async function makeAgency(tx: Transaction, deps: Deps, seed: AgencySeed): Promise<Agency> {
  const seal = await deps.keys.createFor(tx, seed.id);
  const agency: Agency = {
    id: seed.id,
    version: 1,
    brand: seed.brand,
    locale: seed.locale ?? 'en',
    zone: seed.zone ?? 'UTC',
    origins: [...seed.origins],
    rolesThatConnect: [...(seed.rolesThatConnect ?? ['admin', 'staff', 'client', 'prospect'])],
    appointmentTypes: [...(seed.appointmentTypes ?? [{ key: 'meeting', label: 'Meeting', color: seed.brand.accent, syncs: true }])],
    foldPlusTags: seed.foldPlusTags ?? false,
    blocklist: [...(seed.blocklist ?? [])],
    returnAddresses: returnAddressesOf(seed),
    identityKey: seal(identityKeyPlace, 1, randomToken(deps.random)),
    createdAt: deps.clock.now(),
    ...newDue(null),
  };
  await tx.insert(agencies, agency);
  send(tx, deps, agencyChanged, { agencyId: agency.id, version: agency.version });
  return agency;
}

async function changeAgency(tx: Transaction, deps: Deps, seed: AgencySeed, before: Agency): Promise<Agency> {
  const returnAddresses = returnAddressesOf(seed);
  const same = sameList(before.origins, seed.origins) && sameList(before.returnAddresses, returnAddresses);
  if (same) return before;
  const agency = { ...before, origins: [...seed.origins], returnAddresses, version: before.version + 1 };
  await tx.put(agencies, agency);
  send(tx, deps, agencyChanged, { agencyId: agency.id, version: agency.version });
  return agency;
}

const sameList = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);

const returnAddressesOf = (seed: AgencySeed): string[] => [
  ...new Set([...seed.origins.map((origin) => `${origin}/connect/done`), ...(seed.returnAddresses ?? [])]),
];

async function claimOrigins(tx: Transaction, agency: Agency, before: readonly string[]): Promise<void> {
  for (const origin of before) if (!agency.origins.includes(origin)) await tx.remove(agencyOrigins, origin);
  for (const origin of agency.origins) {
    const held = await tx.guard(agencyOrigins, origin);
    if (held !== undefined && held.agencyId !== agency.id) throw new AppError('already-exists', { detail: `${origin} is the address of another agency.` });
    if (held === undefined) await tx.insert(agencyOrigins, { origin, agencyId: agency.id });
  }
}

async function putClients(tx: Transaction, deps: Deps, seed: AgencySeed): Promise<void> {
  for (const { id: clientId, kind, secret, redirectUris } of seed.clients ?? []) {
    if (secret.reveal().length < 16) throw new AppError('invalid', { issues: [{ path: `clients.${clientId}.secret`, message: 'must have at least 16 characters' }] });
    const before = await tx.get(oauthClients, oauthClientKey(seed.id, clientId));
    const uris = redirectUris ?? (kind === 'portal' ? seed.origins.map((origin) => `${origin}/sign-in/done`) : []);
    await tx.put(oauthClients, {
      agencyId: seed.id, clientId, kind, secretHash: sha256(secret.reveal()), redirectUris: [...uris], createdAt: before?.createdAt ?? deps.clock.now(),
    });
  }
}

async function addUsers(tx: Transaction, deps: Deps, seed: AgencySeed): Promise<void> {
  for (const { id, name, email, role, contactId } of seed.users ?? []) {
    if ((await tx.guard(users, userKey(seed.id, id))) !== undefined) continue;
    const emailKey = normalizeAddress(email);
    if (emailKey === undefined) throw new AppError('invalid', { issues: [{ path: `users.${id}.email`, message: 'is not an address' }] });
    await tx.insert(users, {
      agencyId: seed.id, id, name, email, emailKey, role, contactId: contactId ?? null, sub: null, version: 1, createdAt: deps.clock.now(), state: 'live', removal: null, ...newDue(null),
    });
    send(tx, deps, userChanged, { agencyId: seed.id, userId: id, version: 1 });
  }
}
