import { hmac, sameText } from '@portal-sync/kernel';
import type { GoogleEvent } from '@portal-sync/google';

/**
 * Our mark on an event, in its private extended properties: whose appointment it shows, which of our writes made it what it is, and proof
 * that this agency wrote it. Names are neutral: they can be read by anybody who may read the event.
 */
export const MARK_KEYS = { appointment: 'apptRef', stamp: 'apptRev', proof: 'apptSig' } as const;

export interface Mark {
  readonly appointmentId: string;
  /** Appointment's version and count of the link's writes: `12-3`. */
  readonly stamp: string;
}

/** `ours`: this agency's key proves it. `foreign`: somebody else's. `none`: an event without a mark. */
export type MarkVerdict = ({ readonly kind: 'ours' } & Mark) | { readonly kind: 'foreign' } | { readonly kind: 'none' };

export const stampOf = (version: number, writes: number): string => `${version}-${writes}`;

const proofOf = (key: string, { appointmentId, stamp }: Mark): string => Buffer.from(hmac(key, 'mark', appointmentId, stamp)).toString('base64url');

/** The properties to write. `key` is the agency's identity key. */
export const writeMark = (key: string, mark: Mark): Record<string, string> => ({
  [MARK_KEYS.appointment]: mark.appointmentId,
  [MARK_KEYS.stamp]: mark.stamp,
  [MARK_KEYS.proof]: proofOf(key, mark),
});

/** Reads and proves the mark of an event. Any of our names without the right proof makes it foreign: better grey than somebody else's. */
export function readMark(key: string, event: Pick<GoogleEvent, 'extendedProperties'>): MarkVerdict {
  const properties = event.extendedProperties?.private ?? {};
  const appointmentId = properties[MARK_KEYS.appointment];
  const stamp = properties[MARK_KEYS.stamp];
  const proof = properties[MARK_KEYS.proof];
  if (proof === undefined && stamp === undefined) return { kind: 'none' };
  if (appointmentId === undefined || stamp === undefined || proof === undefined) return { kind: 'foreign' };
  const mark = { appointmentId, stamp };
  return sameText(proof, proofOf(key, mark)) ? { kind: 'ours', ...mark } : { kind: 'foreign' };
}
