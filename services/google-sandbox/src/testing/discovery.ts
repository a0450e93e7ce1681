import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;

interface Method {
  readonly id: string;
  readonly scopes: string[];
  readonly response?: { readonly $ref: string };
}

interface Resource {
  readonly methods?: Record<string, Method>;
  readonly resources?: Record<string, Resource>;
}

const discovery = JSON.parse(readFileSync(new URL('../../discovery/calendar-v3.json', import.meta.url), 'utf8')) as Resource & { schemas: Record<string, Json> };

function collect(resource: Resource): Method[] {
  return [...Object.values(resource.methods ?? {}), ...Object.values(resource.resources ?? {}).flatMap(collect)];
}

/** Google's methods by id without the API's name. */
export const methods = new Map(collect(discovery).map((method) => [method.id.replace(/^calendar\./, ''), method]));

/** Google's schema language in JSON Schema's; members Google does not document are refused. */
function convert(schema: Json): Json {
  if (typeof schema['$ref'] === 'string') return { $ref: `#/$defs/${schema['$ref']}` };
  if (schema['type'] === 'any') return {};
  const out: Json = { type: schema['type'] };
  const { format, properties, items, additionalProperties } = schema as { format?: string; properties?: Record<string, Json>; items?: Json; additionalProperties?: Json };
  if (format === 'date-time' || format === 'date') out['format'] = format;
  if (format === 'int64') out['pattern'] = '^-?\\d+$';
  if (schema['type'] === 'object') {
    out['properties'] = Object.fromEntries(Object.entries(properties ?? {}).map(([key, value]) => [key, convert(value)]));
    out['additionalProperties'] = additionalProperties ? convert(additionalProperties) : false;
  }
  if (items) out['items'] = convert(items);
  return out;
}

const $defs = Object.fromEntries(Object.entries(discovery.schemas).map(([name, schema]) => [name, convert(schema)]));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validators = new Map<string, ValidateFunction>();

/** What is wrong with a 200 answer of this method, in words; empty when nothing is. */
export function faultsOf(operation: string, body: unknown): string[] {
  const name = methods.get(operation)?.response?.$ref;
  if (name === undefined) return body === undefined ? [] : ['a body where none is documented'];
  let validate = validators.get(name);
  if (!validate) validators.set(name, (validate = ajv.compile({ $defs, $ref: `#/$defs/${name}` })));
  if (validate(body)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}
