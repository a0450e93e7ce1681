import type { Mode, Product, SyncSettingsValues } from '@portal-sync/contracts';

export type Direction = SyncSettingsValues['direction'];

/** What a product's scopes allow. The API refuses the rest; here it is not offered. */
export const DIRECTIONS_OF: Readonly<Record<Product, readonly Direction[]>> = {
  'calendar-2way': ['bidirectional', 'to-google', 'from-google'],
  'calendar-1way': ['to-google'],
  'meet': [],
};

/** Where nothing is taken from Google, its events only block. */
export const MODES_OF: Readonly<Record<Direction, readonly Mode[]>> = {
  'bidirectional': ['one-way', 'two-way', 'smart', 'disable-trigger'],
  'from-google': ['one-way', 'two-way', 'smart', 'disable-trigger'],
  'to-google': ['one-way'],
};

/** The mode that stands when the direction changes: the same if it may, else the only one or smart. */
export const modeUnder = (direction: Direction, mode: Mode): Mode => (MODES_OF[direction].includes(mode) ? mode : (MODES_OF[direction][0] as Mode));
