import { sameText, sha256 } from '@portal-sync/kernel';

/** A one-time secret that names its record: `{id}.{secret}`. The record keeps the hash alone. */
export interface Ticket {
  readonly id: string;
  readonly text: string;
  readonly hash: string;
}

export const makeTicket = (id: string, secret: string): Ticket => ({ id, text: `${id}.${secret}`, hash: sha256(secret) });

/** The parts of what somebody sent, or undefined when it has not the form of a ticket. */
export function readTicket(text: string): { readonly id: string; readonly hash: string } | undefined {
  const found = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{20,100})$/.exec(text);
  return found === null ? undefined : { id: found[1] as string, hash: sha256(found[2] as string) };
}

/** Compares two hashes in constant time. */
export const sameHash = (a: string | null | undefined, b: string): boolean => typeof a === 'string' && sameText(a, b);
