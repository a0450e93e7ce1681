import type { Mode, Product, SyncSettingsValues } from '@portal-sync/contracts';
import { syncSettingsValues } from '@portal-sync/contracts';

type Direction = SyncSettingsValues['direction'];

/** The product caps the direction: what its scopes do not allow cannot be chosen. The first is the default. */
export const DIRECTIONS: Readonly<Record<Product, readonly Direction[]>> = {
  'calendar-2way': ['bidirectional', 'to-google', 'from-google'],
  'calendar-1way': ['to-google'],
  'meet': [],
};

/** The direction caps the mode: where nothing is taken from Google, its events only block. */
export const MODES: Readonly<Record<Direction, readonly Mode[]>> = {
  'bidirectional': ['smart', 'one-way', 'two-way', 'disable-trigger'],
  'from-google': ['smart', 'one-way', 'two-way', 'disable-trigger'],
  'to-google': ['one-way'],
};

/** What a new connection of a product begins with. */
export function defaultSettings(product: Product): SyncSettingsValues {
  const values = syncSettingsValues.parse({});
  const direction = DIRECTIONS[product][0] ?? values.direction;
  return { ...values, direction, mode: MODES[direction].includes(values.mode) ? values.mode : (MODES[direction][0] ?? values.mode) };
}
