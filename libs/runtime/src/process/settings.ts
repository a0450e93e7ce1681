import { Secret } from '@portal-sync/kernel';
import { z } from 'zod';
import { StartError } from './start-error.ts';

/** A setting that must not be printed: a `Secret` in the code, marked in the settings table, never quoted in a fault. */
export const secret = () =>
  z
    .string()
    .min(1)
    .meta({ secret: true })
    .transform((value) => new Secret(value));

export interface SettingsOptions {
  /** `BROKER_`, or several. A variable that begins so and is no setting is refused: most often it is a misspelt one. */
  readonly prefix: string | readonly string[];
}

/**
 * Reads settings from environment variables. Pure. An empty variable counts as not set.
 * Throws one `StartError` that names every fault: what is missing (and whether it is a secret), what is wrong, what is unknown; never a value.
 */
export function readSettings<S extends z.ZodObject>(
  schema: S,
  env: Readonly<Record<string, string | undefined>>,
  options: SettingsOptions,
): z.output<S> {
  const prefixes = [options.prefix].flat();
  const names = Object.keys(schema.shape);
  const given = Object.fromEntries(names.flatMap((name) => (env[name] === undefined || env[name] === '' ? [] : [[name, env[name]]])));
  const unknown = Object.keys(env)
    .filter((name) => prefixes.some((prefix) => name.startsWith(prefix)) && !names.includes(name))
    .map((name) => `${name} is not a setting${hint(name, names)}`);
  const parsed = schema.safeParse(given);
  const faults = [...unknown, ...(parsed.success ? [] : parsed.error.issues.map((issue) => faultOf(issue, schema, given)))];
  if (faults.length === 0 && parsed.success) return parsed.data;
  throw new StartError(['The settings are not right:', ...faults.sort().map((fault) => `  ${fault}`)].join('\n'));
}

function faultOf(issue: z.core.$ZodIssue, schema: z.ZodObject, given: Readonly<Record<string, unknown>>): string {
  const name = String(issue.path[0] ?? '');
  if (name === '') return issue.message;
  if (issue.code === 'invalid_type' && issue.expected === 'number' && name in given) return `${name}: must be a number`;
  if (name in given || issue.code === 'custom') return `${name}: ${issue.message}`;
  const { description, secret: isSecret } = aboutOf(schema.shape[name] as z.ZodType);
  return `${name} is missing${isSecret ? ' (a secret)' : ''}${description === undefined ? '' : `: ${description}`}`;
}

/** What a setting says of itself, under its defaults, transforms and options. */
function aboutOf(schema: z.ZodType): { description?: string; secret: boolean } {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return {
    ...(schema.description ?? json.description ? { description: schema.description ?? (json.description as string) } : {}),
    secret: json['secret'] === true,
  };
}

function hint(name: string, names: readonly string[]): string {
  const near = names.find((known) => known.replaceAll('_', '') === name.replaceAll('_', '') || distanceIsSmall(known, name));
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

/** One letter more, less or other. */
function distanceIsSmall(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return Math.max(a.length, b.length) - head - tail <= 1;
}

/** Rows of a markdown table: name, what it is, default. For READMEs, by `npm run generate`. */
export function settingsTable(schema: z.ZodObject): string {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const required = json.required ?? [];
  const rows = Object.entries(json.properties ?? {}).map(([name, about]) => {
    const { description, secret: isSecret, enum: values } = about as Record<string, unknown>;
    const own = schema.shape[name] as z.ZodType;
    const fallback = defaultOf(own);
    const choice = Array.isArray(values) ? ` One of ${values.map((value) => `\`${String(value)}\``).join(', ')}.` : '';
    const normal = fallback !== undefined ? `\`${String(fallback)}\`` : required.includes(name) ? 'none: it must be set' : 'not set';
    const text = `${String(own.description ?? description ?? '')}${choice}`;
    return `| \`${name}\`${isSecret === true ? ' (secret)' : ''} | ${text.replaceAll('|', '\\|')} | ${normal} |`;
  });
  return ['| setting | what it is | default |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The default under options and transforms: JSON Schema leaves it out where a transform follows. */
function defaultOf(schema: z.ZodType): unknown {
  const { defaultValue, innerType, in: input } = schema.def as { defaultValue?: unknown; innerType?: z.ZodType; in?: z.ZodType };
  if (defaultValue !== undefined) return defaultValue;
  const inner = innerType ?? input;
  return inner === undefined ? undefined : defaultOf(inner);
}
