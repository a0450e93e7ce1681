/** Signs id tokens (RS256) and publishes the key for it. Handed to the core, which has no key of its own. */
export interface IdTokenSigner {
  sign(claims: Record<string, unknown>): string;
  jwks(): { keys: Record<string, unknown>[] };
  /** The same keys in PEM, by key id. */
  pems(): Record<string, string>;
}

/** For a Google that is never asked for an id token. */
export const noSigner: IdTokenSigner = {
  sign() {
    throw new Error('This Google was made without a signer, so it has no id tokens to give.');
  },
  jwks: () => ({ keys: [] }),
  pems: () => ({}),
};
