import type { MachineSecrets } from '../machine/machine-secrets.ts';
import type { AllInOneSettings } from '../settings.ts';
import type { Addresses } from './addresses.ts';

/** The environment a service would be given as a process of its own: one-process and many-process starts read settings the same way. */
export type ServiceEnv = Readonly<Record<string, string>>;

export interface EnvParts {
  readonly settings: AllInOneSettings;
  readonly addresses: Addresses;
  readonly secrets: MachineSecrets;
}

/** The environment of each service on this machine. */
export function serviceEnvs(parts: EnvParts): Readonly<Record<'broker' | 'connector' | 'matcher' | 'trigger' | 'portal', ServiceEnv>> {
  const { addresses, secrets } = parts;
  const urls: Readonly<Record<string, string>> = {
    BROKER_URL: addresses.internal.broker,
    CONNECTOR_URL: addresses.internal.connector,
    MATCHER_URL: addresses.internal.matcher,
    TRIGGER_URL: addresses.internal.trigger,
    PORTAL_URL: addresses.internal.portal,
  };
  /** Where a service finds the others; an address of its own is no setting of it. */
  const neighbours = (name: string) => Object.fromEntries(Object.entries(urls).filter(([key]) => key !== `${name.toUpperCase()}_URL`));
  const own = (name: string) => ({
    [`${name.toUpperCase()}_PORT`]: String(addresses.ports[name as keyof typeof addresses.ports]),
    [`${name.toUpperCase()}_CLIENT_SECRET`]: secrets.services[name] ?? '',
  });
  return {
    broker: {
      ...neighbours('broker'),
      BROKER_PORT: String(addresses.ports.broker),
      BROKER_URL: addresses.internal.broker,
      BROKER_PUBLIC_URL: addresses.genericOrigin,
      BROKER_KEY: secrets.vaultKey,
      BROKER_TRUST_PROXY: 'loopback',
      BROKER_SERVICE_CLIENTS: JSON.stringify(secrets.services),
      BROKER_OPERATOR_SECRET: secrets.operator,
      ...googleOAuth(parts),
    },
    connector: { ...neighbours('connector'), ...own('connector'), ...googleCalendar(parts) },
    matcher: { ...neighbours('matcher'), ...own('matcher') },
    trigger: {
      ...neighbours('trigger'),
      ...own('trigger'),
      TRIGGER_WEBHOOK_KEY: secrets.webhookKey,
      TRIGGER_WEBHOOKS_ALLOW_LOOPBACK: 'true',
    },
    portal: {
      ...neighbours('portal'),
      ...own('portal'),
      PORTAL_SESSION_KEY: secrets.sessionKey,
      PORTAL_SIGN_IN_CLIENTS: JSON.stringify(mapValues(secrets.agencies, ({ portal }) => ({ id: PORTAL_CLIENT, secret: portal }))),
    },
  };
}

function googleOAuth({ settings, addresses, secrets }: EnvParts): ServiceEnv {
  if (settings.GOOGLE_CLIENT_ID !== undefined && settings.GOOGLE_CLIENT_SECRET !== undefined) {
    return { GOOGLE_CLIENT_ID: settings.GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET: settings.GOOGLE_CLIENT_SECRET.reveal() };
  }
  const google = addresses.sandboxOrigin;
  return {
    GOOGLE_CLIENT_ID: DEMO_GOOGLE_CLIENT,
    GOOGLE_CLIENT_SECRET: secrets.googleClient,
    GOOGLE_AUTH_URL: `${google}/o/oauth2/v2/auth`,
    GOOGLE_TOKEN_URL: `${google}/token`,
    GOOGLE_REVOKE_URL: `${google}/revoke`,
    GOOGLE_USERINFO_URL: `${google}/oauth2/v3/userinfo`,
    GOOGLE_CERTS_URL: `${google}/oauth2/v3/certs`,
    GOOGLE_ISSUER: google,
  };
}

function googleCalendar({ settings, addresses }: EnvParts): ServiceEnv {
  if (settings.GOOGLE_CLIENT_ID !== undefined) return settings.NOTIFY_URL === undefined ? {} : { NOTIFY_URL: settings.NOTIFY_URL };
  return { GOOGLE_API_ROOT: `${addresses.sandboxOrigin}/`, NOTIFY_URL: addresses.internal.connector };
}

/** Ids of the two OAuth clients of every demo agency: the portal's, and its own system's. */
export const PORTAL_CLIENT = 'portal';
export const PLATFORM_CLIENT = 'platform';

/** The operator's client at the sandbox; its number is the project's. */
export const DEMO_GOOGLE_CLIENT = '100200300400-portal.apps.demo';

const mapValues = <A, B>(from: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]));
