import { secret } from '@portal-sync/runtime';
import { z } from 'zod';

const origin = z.url().transform((url) => url.replace(/\/+$/, ''));

const signInClients = z.record(z.string().min(1), z.strictObject({ id: z.string().min(1), secret: z.string().min(16) }));

/** The portal's OAuth client at each agency: agency id to client id and secret. */
export type SignInClients = z.infer<typeof signInClients>;

const clients = secret().transform((text, context): SignInClients => {
  const parsed = signInClients.safeParse(jsonOf(text.reveal()));
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'must be JSON: {"agency": {"id": "...", "secret": "at least 16 characters"}}' });
  return z.NEVER;
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Settings of the portal. Prefix `PORTAL_`; those without it mean the same to every service. */
export const portalSettings = z.object({
  PORTAL_HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  PORTAL_PORT: z.coerce.number().int().min(0).max(65535).default(4400).describe('Port to listen on; 0 takes any.'),
  PORTAL_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('What is logged.'),
  PORTAL_CLIENT_ID: z.string().default('portal').describe('Our name at the broker, for tokens between services.'),
  PORTAL_CLIENT_SECRET: secret().describe('Our secret at the broker.'),
  PORTAL_SIGN_IN_CLIENTS: clients.describe('The OAuth client with which people sign in, per agency, as JSON: `{"northlight": {"id": "portal", "secret": "..."}}`.'),
  PORTAL_SESSION_KEY: secret()
    .refine((key) => Buffer.from(key.reveal(), 'base64url').length === 32, 'must be 32 bytes, base64url')
    .describe('Seals the tokens of sessions in the store: 32 random bytes, base64url.'),
  PORTAL_TRUST_PROXY: z.string().optional().describe('Whose `X-Forwarded-For` is believed for rate limits: addresses or subnets, or `loopback`. Not set: nobody\'s.'),
  PORTAL_PAGES: z.string().optional().describe('Folder of the built pages. Not set: they are built at the start, once for these sources.'),
  BROKER_URL: origin.default('http://127.0.0.1:4401').describe('Origin of the broker.'),
  CONNECTOR_URL: origin.default('http://127.0.0.1:4402').describe('Origin of the connector.'),
  MATCHER_URL: origin.default('http://127.0.0.1:4403').describe('Origin of the matcher.'),
  TRIGGER_URL: origin.default('http://127.0.0.1:4404').describe('Origin of the trigger service.'),
});
export type PortalSettings = z.output<typeof portalSettings>;
