import { formBody } from '../../api/body.ts';
import { param } from '../../api/request.ts';
import type { ApiRequest } from '../../api/request.ts';
import { ok } from '../../api/route.ts';
import type { Reply } from '../../api/route.ts';
import type { World } from '../../world.ts';
import { OAuthError } from '../oauth-error.ts';
import { revokeProject } from '../revoke.ts';
import { isAlive } from '../tokens.ts';

/** POST /revoke: takes an access or refresh token, in the query or the form. */
export function revoke(world: World, request: ApiRequest): Reply {
  const given = param(request, 'token') ?? formBody(request)['token'];
  if (!given) throw new OAuthError(400, 'invalid_request', 'Missing required parameter: token');
  const token = world.state.tokens.get(given);
  const alive = token && (token.kind === 'refresh' ? isAlive(token, world.now()) : token.expiresAt > world.now());
  if (!alive) throw new OAuthError(400, 'invalid_token', 'Token expired or revoked');
  revokeProject(world, token.project, token.sub);
  return ok({});
}
