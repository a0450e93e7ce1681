import { OPERATOR_CLIENT } from '@portal-sync/contracts';
import { secret } from '@portal-sync/runtime';
import { z } from 'zod';

const origin = z
  .url()
  .transform((url) => url.replace(/\/+$/, ''))
  .refine((url) => new URL(url).origin === url, 'must be an origin: scheme, host and port only');

/** Name to secret of each of our own services: `{"connector":"...","matcher":"..."}`. */
const serviceClients = secret().transform((text, context): Readonly<Record<string, string>> => {
  const parsed = z.record(z.string().min(1), z.string().min(16)).safeParse(jsonOf(text.reveal()));
  if (parsed.success && !Object.hasOwn(parsed.data, OPERATOR_CLIENT)) return parsed.data;
  const fault = parsed.success ? `no service may be called ${OPERATOR_CLIENT}: see BROKER_OPERATOR_SECRET` : 'must be JSON: a secret of at least 16 characters for each service';
  context.addIssue({ code: 'custom', message: fault });
  return z.NEVER;
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Settings of the broker. Prefix `BROKER_`; those without it mean the same to every service. */
export const brokerSettings = z
  .object({
    BROKER_HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
    BROKER_PORT: z.coerce.number().int().min(0).max(65535).default(4401).describe('Port to listen on; 0 takes any.'),
    BROKER_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('What is logged.'),
    BROKER_URL: origin.default('http://127.0.0.1:4401').describe('Origin at which our own services reach the broker; issuer of the tokens between them.'),
    BROKER_PUBLIC_URL: origin
      .default('http://localhost:4401')
      .describe('The generic host: connect pages and Google\'s redirect (`<this>/google/callback`). A neutral domain, never an agency\'s.'),
    BROKER_TRUST_PROXY: z.string().optional().describe('Whose `X-Forwarded-For` is believed for rate limits: addresses or subnets, or `loopback`. Name the portal\'s: everybody who signs in comes through it. Not set: nobody\'s.'),
    CONNECTOR_URL: origin.default('http://127.0.0.1:4402').describe('Origin of the connector, to catch up with its messages; so the three that follow.'),
    MATCHER_URL: origin.default('http://127.0.0.1:4403').describe('Origin of the matcher.'),
    TRIGGER_URL: origin.default('http://127.0.0.1:4404').describe('Origin of the trigger service.'),
    PORTAL_URL: origin.default('http://127.0.0.1:4400').describe('Origin of the portal\'s own door.'),
    BROKER_GENERIC_NAME: z.string().min(1).max(60).default('My Portal App').describe('The generic brand on the connect pages: the name on Google\'s consent screen.'),
    BROKER_KEY: secret().optional().describe('Key-encryption key of the vault: 32 random bytes, base64url. Either this or BROKER_KEY_FILE.'),
    BROKER_KEY_FILE: z.string().optional().describe('File that holds the key-encryption key: 32 random bytes, base64url.'),
    BROKER_SERVICE_CLIENTS: serviceClients.describe('Our own services and their secrets, as JSON: `{"connector": "..."}`.'),
    BROKER_AGENCIES_FILE: z.string().optional().describe('JSON file with the agencies to set up: a list of what `src/actions/seed-agency.ts` describes. Read by a broker that is a process of its own.'),
    BROKER_OPERATOR_SECRET: secret()
      .refine((value) => value.reveal().length >= 16, 'must have at least 16 characters')
      .optional()
      .describe('Secret of the OAuth client `operator`, whose tokens open the operator routes of every service (`npm run ops`). Not set: nobody can use them.'),
    GOOGLE_CLIENT_ID: z.string().min(1).describe('Client id of the OAuth client in Google\'s console.'),
    GOOGLE_CLIENT_SECRET: secret().describe('Its secret.'),
    GOOGLE_PROJECT_NUMBER: z.string().optional().describe('Number of the Google Cloud project. Not set: the number the client id begins with.'),
    GOOGLE_AUTH_URL: z.url().default('https://accounts.google.com/o/oauth2/v2/auth').describe('Google\'s authorization endpoint.'),
    GOOGLE_TOKEN_URL: z.url().default('https://oauth2.googleapis.com/token').describe('Google\'s token endpoint.'),
    GOOGLE_REVOKE_URL: z.url().default('https://oauth2.googleapis.com/revoke').describe('Google\'s revocation endpoint.'),
    GOOGLE_USERINFO_URL: z.url().default('https://openidconnect.googleapis.com/v1/userinfo').describe('Google\'s userinfo endpoint: asked when we doubt a token.'),
    GOOGLE_CERTS_URL: z.url().default('https://www.googleapis.com/oauth2/v3/certs').describe('Keys of Google\'s id tokens.'),
    GOOGLE_ISSUER: z.string().default('https://accounts.google.com').describe('Issuer of Google\'s id tokens.'),
  })
  .refine((settings) => (settings.BROKER_KEY === undefined) !== (settings.BROKER_KEY_FILE === undefined), {
    path: ['BROKER_KEY'],
    message: 'set either BROKER_KEY or BROKER_KEY_FILE',
  });

export type BrokerSettings = z.output<typeof brokerSettings>;
