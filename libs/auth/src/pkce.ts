import { randomToken, sameText, sha256, type Random } from '@portal-sync/kernel';

/** A code verifier of 43 characters (RFC 7636 section 4.1). */
export const makePkceVerifier = (random: Random): string => randomToken(random, 32);

/** The S256 challenge of a verifier (RFC 7636 section 4.2). `plain` does not exist here. */
export const pkceChallengeOf = (verifier: string): string => sha256(verifier);

/** Whether this verifier belongs to this challenge, in constant time (RFC 7636 section 4.6). */
export const matchesPkce = (verifier: string, challenge: string): boolean => sameText(pkceChallengeOf(verifier), challenge);
