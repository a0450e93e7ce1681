/** A refusal of the token endpoint and its neighbours: RFC 6749 section 5.2, in Google's words. */
export class OAuthError extends Error {
  readonly status: number;
  readonly error: string;
  readonly description: string | undefined;
  /** Google's `error_subtype`, such as `invalid_rapt`. */
  readonly subtype: string | undefined;

  constructor(status: number, error: string, description?: string, subtype?: string) {
    super(description ?? error);
    this.status = status;
    this.error = error;
    this.description = description;
    this.subtype = subtype;
  }

  body(): Record<string, string> {
    return {
      error: this.error,
      ...(this.description === undefined ? {} : { error_description: this.description }),
      ...(this.subtype === undefined ? {} : { error_subtype: this.subtype }),
    };
  }
}

/** For a token that once worked. */
export const deadToken = () => new OAuthError(400, 'invalid_grant', 'Token has been expired or revoked.');
/** For a token or code that never did, or was used before. */
export const badGrant = (description = 'Bad Request') => new OAuthError(400, 'invalid_grant', description);
