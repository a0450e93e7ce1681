import { readFileSync } from 'node:fs';
import { appointmentType, brand, id, locale, role, zone } from '@portal-sync/contracts';
import { Secret } from '@portal-sync/kernel';
import { StartError } from '@portal-sync/runtime';
import { z } from 'zod';
import type { AgencySeed } from './actions/seed-agency.ts';

const origin = z.url().refine((url) => new URL(url).origin === url, 'must be an origin');
const person = z.strictObject({ id, name: z.string().min(1), email: z.string(), role, contactId: z.string().nullable().optional() });
const client = z.strictObject({ id, kind: z.enum(['portal', 'platform']), secret: z.string().min(16).transform((text) => new Secret(text)), redirectUris: z.array(z.url()).optional() });

const agenciesFile = z.array(
  z.strictObject({
    id,
    origins: z.array(origin).min(1),
    brand,
    locale: locale.optional(),
    zone: zone.optional(),
    rolesThatConnect: z.array(role).optional(),
    appointmentTypes: z.array(appointmentType).min(1).optional(),
    foldPlusTags: z.boolean().optional(),
    blocklist: z.array(z.string()).optional(),
    users: z.array(person).optional(),
    clients: z.array(client).optional(),
    returnAddresses: z.array(z.url()).optional(),
  }),
);

/** The operator's list of agencies. Fails with one `StartError` that names every fault by its path, never by its value. */
export function readAgenciesFile(path: string): readonly AgencySeed[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new StartError(`BROKER_AGENCIES_FILE: ${path} cannot be read as JSON.`);
  }
  const parsed = agenciesFile.safeParse(value);
  if (parsed.success) return parsed.data as readonly AgencySeed[];
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new StartError(['BROKER_AGENCIES_FILE is not right:', ...faults].join('\n'));
}
