import { secret } from '@portal-sync/runtime';
import { z } from 'zod';

const origin = z.url().transform((url) => url.replace(/\/+$/, ''));

/** Google calls a notification address over https; on one machine a loopback address will do, because the Google there is local too. */
const isNotifyUrl = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && (['127.0.0.1', '[::1]', 'localhost'].includes(hostname) || hostname.endsWith('.localhost')));
};

/** Settings of the connector. Prefix `CONNECTOR_`; those without it mean the same to every service. */
export const connectorSettings = z.object({
  CONNECTOR_HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  CONNECTOR_PORT: z.coerce.number().int().min(0).max(65535).default(4402).describe('Port to listen on; 0 takes any.'),
  CONNECTOR_CLIENT_ID: z.string().default('connector').describe('Our name at the broker, for tokens between services.'),
  CONNECTOR_CLIENT_SECRET: secret().describe('Our secret at the broker.'),
  CONNECTOR_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('What is logged.'),
  BROKER_URL: origin.default('http://127.0.0.1:4401').describe('Origin of the broker: tokens, agencies, people, connections.'),
  MATCHER_URL: origin.default('http://127.0.0.1:4403').describe('Origin of the matcher: contacts.'),
  CONNECTOR_GOOGLE_PER_USER: z.coerce.number().int().min(10).default(600).describe('Calls to Google per minute and account.'),
  CONNECTOR_GOOGLE_PER_PROJECT: z.coerce.number().int().min(10).default(10_000).describe('Calls to Google per minute in all; divide it among replicas.'),
  CONNECTOR_WORKERS: z.coerce.number().int().min(1).max(64).default(8).describe('Google calendars worked on at once.'),
  CONNECTOR_RECONCILE_MINUTES: z.coerce.number().int().min(5).default(180).describe('How often a calendar that notifies us is read all the same.'),
  GOOGLE_API_ROOT: z.url().default('https://www.googleapis.com/').describe('Root of Google\'s APIs.'),
  NOTIFY_URL: z
    .url()
    .refine(isNotifyUrl, 'must be https, or http on this machine')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('Origin at which Google reaches us for change notifications. Not set: changes are polled.'),
});
export type ConnectorSettings = z.output<typeof connectorSettings>;
