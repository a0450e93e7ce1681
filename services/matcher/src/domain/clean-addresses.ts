import { normalizeAddress, type Issue } from '@portal-sync/kernel';

/** Addresses as they are kept: each mailbox once, as first written; and what is wrong with those that are none. */
export function cleanAddresses(addresses: readonly string[]): { readonly kept: readonly string[]; readonly issues: readonly Issue[] } {
  const spellings = addresses.map((address) => normalizeAddress(address));
  return {
    kept: addresses.filter((_address, at) => spellings.indexOf(spellings[at]) === at).map((address) => address.trim()),
    issues: spellings.flatMap((spelling, at) => (spelling === undefined ? [{ path: `body.addresses.${at}`, message: 'not an address' }] : [])),
  };
}
