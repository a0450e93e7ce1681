import type { agencyChange } from '@portal-sync/contracts';
import { normalizeAddress, type Issue } from '@portal-sync/kernel';
import type { z } from 'zod';
import { isImage } from './check-logo.ts';

/** What is wrong with a change of an agency beyond its shape. */
export function agencyFaults(change: z.output<typeof agencyChange>): Issue[] {
  const { brand, rolesThatConnect = [], appointmentTypes = [], blocklist = [] } = change;
  return [
    ...(brand !== undefined && brand.logo !== null && !isImage(brand.logo) ? [{ path: 'body.brand.logo', message: 'is not the image it says it is' }] : []),
    ...(brand !== undefined && brand.name.trim() === '' ? [{ path: 'body.brand.name', message: 'must not be blank' }] : []),
    ...(brand !== undefined && normalizeAddress(brand.supportAddress) === undefined ? [{ path: 'body.brand.supportAddress', message: 'is not an address' }] : []),
    ...twice(rolesThatConnect, 'body.rolesThatConnect'),
    ...twice(appointmentTypes.map((type) => type.key), 'body.appointmentTypes'),
    ...blocklist.flatMap((entry, at) => (isBlockable(entry) ? [] : [{ path: `body.blocklist.${at}`, message: 'is neither an address nor @domain' }])),
  ];
}

const twice = (values: readonly string[], path: string): Issue[] =>
  values.flatMap((value, at) => (values.indexOf(value) === at ? [] : [{ path: `${path}.${at}`, message: 'is named twice' }]));

/** `a@b.example` or `@b.example`. */
const isBlockable = (entry: string): boolean => normalizeAddress(entry.startsWith('@') ? `any${entry}` : entry) !== undefined;
