import { formBody } from '../../api/body.ts';
import type { ApiRequest } from '../../api/request.ts';
import { ok } from '../../api/route.ts';
import type { Reply } from '../../api/route.ts';
import type { World } from '../../world.ts';
import { authenticateClient } from '../client-auth.ts';
import { exchangeCode } from '../grant-code.ts';
import { refreshAccess } from '../grant-refresh.ts';
import { OAuthError } from '../oauth-error.ts';

/** POST /token */
export function token(world: World, request: ApiRequest): Reply {
  const form = formBody(request);
  const grant = form['grant_type'];
  if (!grant) throw new OAuthError(400, 'invalid_request', 'Missing required parameter: grant_type');
  if (grant !== 'authorization_code' && grant !== 'refresh_token') throw new OAuthError(400, 'unsupported_grant_type', `Invalid grant_type: ${grant}`);
  const client = authenticateClient(world, request, form);
  return ok(grant === 'authorization_code' ? exchangeCode(world, client, form) : refreshAccess(world, client, form));
}
