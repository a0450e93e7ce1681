import { Secret } from '@portal-sync/kernel';
import { secret } from '@portal-sync/runtime';
import { z } from 'zod';

const origin = z.url().transform((url) => url.replace(/\/+$/, ''));

const is32Bytes = (text: string): boolean => /^[A-Za-z0-9_-]+=*$/.test(text) && Buffer.from(text, 'base64url').length === 32;

/** Settings of the trigger service. Prefix `TRIGGER_`; those without it mean the same to every service. */
export const triggerSettings = z.object({
  TRIGGER_HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  TRIGGER_PORT: z.coerce.number().int().min(0).max(65535).default(4404).describe('Port to listen on; 0 takes any.'),
  TRIGGER_CLIENT_ID: z.string().default('trigger').describe('Our name at the broker, for tokens between services.'),
  TRIGGER_CLIENT_SECRET: secret().describe('Our secret at the broker.'),
  TRIGGER_WEBHOOK_KEY: z
    .string()
    .refine(is32Bytes, 'must be 32 bytes in base64url')
    .meta({ secret: true })
    .transform((value) => new Secret(value))
    .describe('Key that seals the secrets of webhooks: 32 bytes in base64url.'),
  TRIGGER_WEBHOOKS_ALLOW_LOOPBACK: z.stringbool().default(false).describe('Webhooks may go to this machine, and there without https. For one machine only.'),
  TRIGGER_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('What is logged.'),
  BROKER_URL: origin.default('http://127.0.0.1:4401').describe('Origin of the broker: tokens, agencies, people.'),
  CONNECTOR_URL: origin.default('http://127.0.0.1:4402').describe('Origin of the connector: how appointments stand.'),
  MATCHER_URL: origin.default('http://127.0.0.1:4403').describe('Origin of the matcher: contacts.'),
});
export type TriggerSettings = z.output<typeof triggerSettings>;
