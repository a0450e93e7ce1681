import type { SyncSettingsValues } from '@portal-sync/contracts';
import type { LinkDoc } from '../repos/links.ts';
import { SYNCED_KEYS, type SyncedKey } from './synced-fields.ts';

/**
 * How far a field travels over a link:
 * `merge`: both ways, a conflict goes to the policy. `inward`: Google's value is taken, ours is never written.
 * `restore`: ours stands, drift in Google is written back. `outward`: ours is written, Google's is not looked at.
 * `let-be`: ours is written at our next edit, until then Google's stays. `off`: the field does not travel.
 */
export type Way = 'merge' | 'inward' | 'restore' | 'outward' | 'let-be' | 'off';
export type Ways = Readonly<Record<SyncedKey, Way>>;

export interface WaysAsk {
  readonly kind: LinkDoc['kind'];
  readonly direction: SyncSettingsValues['direction'];
  readonly clientDetails: SyncSettingsValues['clientDetails'];
  /** An outsider organizes it: we may not write it. */
  readonly organizedElsewhere: boolean;
}

const all = (way: Way, except: Partial<Record<SyncedKey, Way>> = {}): Ways =>
  ({ ...Object.fromEntries(SYNCED_KEYS.map((key) => [key, way])), ...except }) as Ways;

/** Fields that are kept from Google when client details are hidden; what stands there instead is nobody's edit. */
const HIDDEN = { location: 'outward', meetingLink: 'outward', description: 'outward', guests: 'off' } as const;

/** Guests are read from Google and not written there as long as none are added by us. */
export function waysOf({ kind, direction, clientDetails, organizedElsewhere }: WaysAsk): Ways {
  if (direction === 'from-google' || (kind === 'host' && organizedElsewhere)) return all('inward');
  const hidden = clientDetails === 'hidden' ? HIDDEN : {};
  if (kind === 'participant') return all('restore', { guests: 'off', ...hidden });
  if (direction === 'to-google') return all('let-be', { guests: 'off', ...hidden });
  return all('merge', { guests: 'inward', ...hidden });
}

/** False when nothing of this link may ever be written. */
export const isWritable = (ask: WaysAsk & { readonly origin: LinkDoc['origin'] }): boolean =>
  ask.origin !== 'copy' && ask.direction !== 'from-google' && !(ask.kind === 'host' && ask.organizedElsewhere);
