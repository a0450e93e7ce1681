import { isZone } from '@portal-sync/kernel';
import { z } from 'zod';

/** Our own ids: lower-case letters and digits, dashes and underscores; at most 64. Platforms may choose user ids in this alphabet. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'not an id');
/** A platform's own id for a record: printable, at most 200 characters. Unique per agency. */
export const externalId = z.string().min(1).max(200).regex(/^[\x21-\x7e]+$/, 'printable characters without blanks only');

/** ms since the epoch */
export const instant = z.number().int();

export const zone = z.string().max(64).refine(isZone, 'not a time zone');
const localTime = z.iso.datetime({ offset: true });
const date = z.iso.date();

export const timedWhen = z
  .strictObject({ start: localTime, end: localTime, zone })
  .refine((when) => Date.parse(when.end) > Date.parse(when.start), { path: ['end'], message: 'must be after start' });
export const allDayWhen = z
  .strictObject({ allDay: z.literal(true), from: date, toExclusive: date })
  .refine((when) => when.toExclusive > when.from, { path: ['toExclusive'], message: 'must be after from' });

/** `{start, end, zone}` or `{allDay: true, from, toExclusive}` */
export const when = z.union([timedWhen, allDayWhen]);

export const address = z.string().max(254).regex(/^[^\s@]+@[^\s@]+$/, 'not an address');

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

/** A page of a list: `next` is the cursor of the page after, absent on the last. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() });

/** Seconds-precision instants in queries: RFC 3339. */
export const instantQuery = z.iso.datetime({ offset: true });
