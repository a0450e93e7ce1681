import { secret } from '@portal-sync/runtime';
import { z } from 'zod';

const origin = (name: string) => z.url().transform((url) => url.replace(/\/+$/, '')).optional().describe(`Origin of the ${name}. Not set: the product on this machine.`);

/** Settings of `npm run ops`. Without any of them it finds the product that runs on this machine. */
export const opsSettings = z.object({
  HOUSE_PORT: z.coerce.number().int().min(1024).max(65_000).default(4400).describe('Port of the portal of the product on this machine.'),
  DATA_FOLDER: z.string().min(1).default('.data').describe('Where the data of the product on this machine stands.'),
  OPS_BROKER_URL: origin('broker'),
  OPS_CONNECTOR_URL: origin('connector'),
  OPS_MATCHER_URL: origin('matcher'),
  OPS_TRIGGER_URL: origin('trigger service'),
  OPS_PORTAL_URL: origin("portal's own door"),
  OPS_OPERATOR_SECRET: secret().optional().describe("The operator's secret: `BROKER_OPERATOR_SECRET` of the broker. Not set: that of the product on this machine."),
});
export type OpsSettings = z.output<typeof opsSettings>;
