import { z } from 'zod';
import { role } from '../caller.ts';
import { id, zone } from './shapes.ts';

export const brand = z.strictObject({
  name: z.string().min(1).max(80),
  /** An image as a data URI (PNG, JPEG, WebP; at most 64 kB) or null: the name's initials are shown. */
  logo: z.string().max(90_000).regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/).nullable(),
  /** The accent, `#rrggbb`. Where it is not readable the portal darkens or lightens it. */
  accent: z.string().regex(/^#[0-9a-f]{6}$/i),
  supportAddress: z.string().max(254),
});
export type Brand = z.infer<typeof brand>;

export const locale = z.enum(['en', 'nl', 'sv']);

/** A type of appointment of this agency and whether it syncs unless a person says otherwise. */
export const appointmentType = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: z.string().min(1).max(60),
  color: z.string().regex(/^#[0-9a-f]{6}$/i),
  syncs: z.boolean(),
});

export const agencyChange = z.strictObject({
  brand: brand.optional(),
  locale: locale.optional(),
  zone: zone.optional(),
  /** Roles that may connect a calendar. */
  rolesThatConnect: z.array(role).max(4).optional(),
  appointmentTypes: z.array(appointmentType).min(1).max(40).optional(),
  /** Treat `ann+tag@x` and `ann@x` as one contact. */
  foldPlusTags: z.boolean().optional(),
  /** Addresses (`a@b.example`) and domains (`@b.example`) that never become contacts. */
  blocklist: z.array(z.string().max(254)).max(500).optional(),
});

export const agency = z.object({
  id,
  version: z.number().int(),
  brand,
  locale,
  zone,
  /** The agency's own host names; the first is where people are sent. */
  origins: z.array(z.string()),
  rolesThatConnect: z.array(role),
  appointmentTypes: z.array(appointmentType),
  foldPlusTags: z.boolean(),
  blocklist: z.array(z.string()),
});
export type Agency = z.infer<typeof agency>;
