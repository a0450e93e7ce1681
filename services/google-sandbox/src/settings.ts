import { z } from 'zod';

/** Settings of the sandbox when it runs alone. Prefix `SANDBOX_`. */
export const sandboxSettings = z.object({
  SANDBOX_HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65535).default(4405).describe('Port to listen on; 0 takes any.'),
  SANDBOX_URL: z.url().optional().describe('Where others reach it. Not set: `http://localhost:<port>`.'),
  SANDBOX_DATA: z.string().optional().describe('File that keeps its state over a restart. Not set: memory only.'),
  SANDBOX_ISSUER: z.string().default('https://accounts.google.com').describe('`iss` of its id tokens.'),
});

export type SandboxSettings = z.output<typeof sandboxSettings>;

/** Reads the settings. Throws one error that names every fault, unknown settings of our prefix included. */
export function readSandboxSettings(env: Readonly<Record<string, string | undefined>>): SandboxSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name.startsWith('SANDBOX_') && value !== ''));
  const parsed = z.strictObject(sandboxSettings.shape).safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => `  ${key} is not a setting`) : [`  ${issue.path.join('.')}: ${issue.message}`],
  );
  throw new Error(['The settings are not right:', ...faults].join('\n'));
}
