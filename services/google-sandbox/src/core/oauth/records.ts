/** What a person has given a project. Google keeps one per project and person; it only ever grows until revoked. */
export interface Grant {
  readonly project: string;
  readonly sub: string;
  readonly scopes: readonly string[];
  /** Clients of the project that have been given offline access before. */
  readonly offlineClients: readonly string[];
  readonly since: number;
}

export interface Code {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly sub: string;
  readonly scopes: readonly string[];
  readonly challenge?: { readonly method: 'S256' | 'plain'; readonly value: string };
  readonly nonce?: string;
  readonly offline: boolean;
  /** Whether exchanging it hands out a refresh token. */
  readonly withRefresh: boolean;
  readonly expiresAt: number;
  readonly used: boolean;
}

export interface AccessToken {
  readonly kind: 'access';
  readonly token: string;
  readonly clientId: string;
  readonly project: string;
  readonly sub: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
  readonly offline: boolean;
}

export interface RefreshToken {
  readonly kind: 'refresh';
  readonly token: string;
  readonly clientId: string;
  readonly project: string;
  readonly sub: string;
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  readonly lastUsedAt: number;
  /** Set under the Testing status. */
  readonly expiresAt?: number;
  /** Why it no longer works; kept, because a dead token is refused differently from one that never was. */
  readonly dead?: 'revoked' | 'evicted';
}

export type Token = AccessToken | RefreshToken;

export const grantKey = (project: string, sub: string): string => `${project} ${sub}`;
