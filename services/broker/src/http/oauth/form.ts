import { AppError } from '@portal-sync/kernel';
import { z } from 'zod';

/** A form as it was posted: a repeated field is a list. */
export const form = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type Form = z.output<typeof form>;

/** One value, `undefined` when absent or empty. A repeated field is refused (RFC 6749 section 3.2). */
export function field(posted: Form, name: string): string | undefined {
  const value = posted[name];
  if (Array.isArray(value)) throw new AppError('bad-request', { detail: `${name} is repeated` });
  return value === undefined || value === '' ? undefined : value;
}

/** The same, refused when absent. */
export function needField(posted: Form, name: string): string {
  const value = field(posted, name);
  if (value === undefined) throw new AppError('bad-request', { detail: `${name} is missing` });
  return value;
}
