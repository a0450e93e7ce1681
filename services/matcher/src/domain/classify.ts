import type { EventToJudge } from '@portal-sync/contracts';
import { normalizeAddress } from '@portal-sync/kernel';
import type { Person } from './people.ts';

/** What the matcher's records say of addresses, spelt by the event's rules. */
export interface Known {
  /** Address to contact. */
  readonly contacts: ReadonlyMap<string, string>;
  /** Addresses of erased contacts. */
  readonly suppressed: ReadonlySet<string>;
}

/** Who somebody is, whatever the mode: the first row that fits. */
export type Class = 'self' | 'room' | 'no-address' | 'group-address' | 'teammate' | 'blocked' | 'known' | 'suppressed' | 'unknown';

/** Domains of calendars and mailing lists: never one person. https://developers.google.com/workspace/calendar/api/concepts/sharing */
const GROUP_DOMAINS = ['group.calendar.google.com', 'group.v.calendar.google.com', 'import.calendar.google.com', 'googlegroups.com'];
const ROOM_DOMAIN = 'resource.calendar.google.com';

export function classify(person: Person, policy: EventToJudge['policy'], known: Known): Class {
  const { address } = person;
  const domain = address?.slice(address.lastIndexOf('@') + 1) ?? '';
  if (person.self) return 'self';
  if (person.resource || domain === ROOM_DOMAIN) return 'room';
  if (address === undefined) return 'no-address';
  if (among(address, policy.ownAddresses, policy)) return 'self';
  if (GROUP_DOMAINS.includes(domain)) return 'group-address';
  if (among(address, policy.teamAddresses, policy)) return 'teammate';
  if (among(address, policy.blocklist, policy) || blocksDomain(domain, policy.blocklist)) return 'blocked';
  if (known.contacts.has(address)) return 'known';
  if (known.suppressed.has(address)) return 'suppressed';
  return 'unknown';
}

const among = (address: string, list: readonly string[], rules: { foldPlusTags: boolean }): boolean =>
  list.some((entry) => normalizeAddress(entry, rules) === address);

/** `@b.example` blocks everybody at exactly that domain. */
const blocksDomain = (domain: string, blocklist: readonly string[]): boolean =>
  blocklist.some((entry) => entry.trim().startsWith('@') && normalizeAddress(`x${entry.trim()}`) === `x@${domain}`);
