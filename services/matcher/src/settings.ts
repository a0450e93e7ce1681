import { secret } from '@portal-sync/runtime';
import { z } from 'zod';

const origin = z.url().transform((url) => url.replace(/\/+$/, ''));

/** Settings of the matcher. Prefix `MATCHER_`; those without it mean the same to every service. */
export const matcherSettings = z.object({
  MATCHER_HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  MATCHER_PORT: z.coerce.number().int().min(0).max(65535).default(4403).describe('Port to listen on; 0 takes any.'),
  MATCHER_CLIENT_ID: z.string().default('matcher').describe('Our name at the broker, for tokens between services.'),
  MATCHER_CLIENT_SECRET: secret().describe('Our secret at the broker.'),
  MATCHER_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('What is logged.'),
  BROKER_URL: origin.default('http://127.0.0.1:4401').describe('Origin of the broker: tokens, agencies.'),
  CONNECTOR_URL: origin.default('http://127.0.0.1:4402').describe('Origin of the connector: events to judge.'),
  TRIGGER_URL: origin.default('http://127.0.0.1:4404').describe('Origin of the trigger service: what it answered to an erasure.'),
  PORTAL_URL: origin.default('http://127.0.0.1:4400').describe('Origin of the portal\'s own door: what it answered to an erasure.'),
});
export type MatcherSettings = z.output<typeof matcherSettings>;
