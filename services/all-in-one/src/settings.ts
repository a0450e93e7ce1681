import { secret } from '@portal-sync/runtime';
import { z } from 'zod';

/** Settings of the product on one machine. Everything else is decided here: the services' own settings are for separate processes. */
export const allInOneSettings = z
  .object({
    HOUSE_PORT: z.coerce.number().int().min(1024).max(65_000).default(4400).describe('Port of the portal; the services take the five ports after it.'),
    HOUSE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn').describe('What is logged, as JSON lines on standard output.'),
    DATA_FOLDER: z.string().min(1).default('.data').describe('Where data stands. A second start goes on where the first stopped.'),
    GOOGLE_CLIENT_ID: z.string().min(1).optional().describe('Real Google: client id of your OAuth client. Not set: the Google sandbox is started beside the services.'),
    GOOGLE_CLIENT_SECRET: secret().optional().describe('Real Google: its secret.'),
    NOTIFY_URL: z.url().optional().describe('Real Google: https origin at which Google reaches the connector for change notifications. Not set: changes are polled.'),
  })
  .refine((settings) => (settings.GOOGLE_CLIENT_ID === undefined) === (settings.GOOGLE_CLIENT_SECRET === undefined), {
    path: ['GOOGLE_CLIENT_SECRET'],
    message: 'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together: set both, or neither',
  });

export type AllInOneSettings = z.output<typeof allInOneSettings>;
