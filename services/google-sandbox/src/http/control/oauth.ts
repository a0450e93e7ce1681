import { z } from 'zod';
import { mustFindAccount } from '../../core/control/accounts.ts';
import { consent, grantTokens, registerClient } from '../../core/control/oauth.ts';
import { revokeProject } from '../../core/oauth/revoke.ts';
import { json } from '../plain.ts';
import { faceRoute } from '../route.ts';
import { readControl } from './read.ts';

export const newClient = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  redirectUris: z.array(z.string()).default([]),
  projectNumber: z.string().default('1000000000001'),
  status: z.enum(['production', 'testing', 'deleted']).default('production'),
  brandName: z.string().default('My Portal App'),
  testUsers: z.array(z.string()).optional(),
  internalTo: z.string().optional(),
});

/** A client as the core keeps it: members not given are not there. */
export function asClient(read: z.infer<typeof newClient>): Parameters<typeof registerClient>[1] {
  const { testUsers, internalTo, ...rest } = read;
  return { ...rest, ...(testUsers ? { testUsers } : {}), ...(internalTo === undefined ? {} : { internalTo }) };
}

const tokenBody = z.strictObject({ account: z.string(), clientId: z.string().default('control-client'), scopes: z.array(z.string()).min(1), refreshToken: z.boolean().default(false) });
const consentBody = z.strictObject({ authUrl: z.string(), account: z.string(), scopes: z.array(z.string()).optional(), deny: z.boolean().optional() });
const revokeBody = z.strictObject({ account: z.string(), projectNumber: z.string().optional(), clientId: z.string().optional() });

export const oauthRoutes = [
  faceRoute('POST', '/_control/clients', (face, request) => json(201, registerClient(face.google.world, asClient(readControl(request, newClient))))),
  faceRoute('GET', '/_control/clients', (face) => json(200, { clients: [...face.google.world.state.clients.values()] })),
  faceRoute('POST', '/_control/tokens', (face, request) => {
    const { account, clientId, scopes, refreshToken } = readControl(request, tokenBody);
    const { world } = face.google;
    return json(201, { ...grantTokens(world, mustFindAccount(world, account), clientId, scopes, refreshToken), tokenType: 'Bearer' });
  }),
  faceRoute('POST', '/_control/consent', (face, request) => {
    const { authUrl, ...answer } = readControl(request, consentBody);
    return json(200, consent(face.google.world, authUrl, answer));
  }),
  faceRoute('POST', '/_control/revoke', (face, request) => {
    const body = readControl(request, revokeBody);
    const { world } = face.google;
    const { sub } = mustFindAccount(world, body.account);
    const given = [...world.state.grants.values()].filter((grant) => grant.sub === sub).map((grant) => grant.project);
    const named = body.projectNumber ?? (body.clientId === undefined ? undefined : world.state.clients.get(body.clientId)?.projectNumber);
    const held = [...world.state.tokens.values()].filter((token) => token.sub === sub).map((token) => token.project);
    const projects = named === undefined ? [...new Set([...given, ...held])] : [named];
    for (const project of projects) revokeProject(world, project, sub);
    return json(200, { revoked: projects });
  }),
  faceRoute('GET', '/_control/grants', (face) => {
    const { grants, tokens } = face.google.world.state;
    const counts = [...tokens.values()].filter((token) => token.kind === 'refresh' && token.dead === undefined).length;
    return json(200, { grants: [...grants.values()], refreshTokens: counts });
  }),
];
