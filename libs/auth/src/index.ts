export { agencyCards, type AgencyCard } from './agency-cards.ts';
export { createAgencyDirectory, type AgencyDirectory, type AgencyDirectoryDeps } from './agency-directory.ts';
export { callerOf, INTERNAL_AUDIENCE, readClaims, type TokenClaims, type TokenPlace } from './caller-of.ts';
export { createInternalApi, type InternalApi } from './internal-api.ts';
export { makePkceVerifier, matchesPkce, pkceChallengeOf } from './pkce.ts';
export { createRemoteKeys } from './remote-keys.ts';
export { seenBy, SHARES_BUSY, type Seen, type SeenRecord, type Sharing } from './seen-by.ts';
export { basicAuthorization, createServiceTokens, type ServiceTokens, type ServiceTokensOptions } from './service-tokens.ts';
export { createVerifier, type AuthenticateToken, type VerifierOptions } from './verifier.ts';
