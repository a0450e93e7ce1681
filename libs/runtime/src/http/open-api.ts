import type { Who } from '@portal-sync/contracts';
import { z } from 'zod';
import type { Route } from '../route.ts';

type Json = Record<string, unknown>;

export interface OpenApiOptions {
  /** Shown to the agency's developers: neutral, no product name. */
  readonly title: string;
  readonly version: string;
  readonly routes: readonly Route<never>[];
}

/** The OpenAPI 3.1 document of a set of routes. Routes for our own services and for operators are left out. Pure; the same routes give the same text. */
export function openApi(options: OpenApiOptions): Json {
  const schemas: Json = { Problem: PROBLEM };
  const paths: Record<string, Json> = {};
  const shown = options.routes.filter((route) => route.who !== 'service' && route.who !== 'operator');
  for (const route of [...shown].sort((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`))) {
    const path = route.path.replaceAll('+}', '}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: { title: options.title, version: options.version },
    paths,
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } }, schemas },
  };
}

const PROBLEM: Json = {
  type: 'object',
  description: 'Problem details, RFC 9457.',
  required: ['type', 'title', 'status', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string', description: 'Reference to give to support.' },
    issues: {
      type: 'array',
      items: { type: 'object', required: ['path', 'message'], properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

function operation(route: Route<never>, schemas: Json): Json {
  const body = route.body === undefined ? undefined : schemaOf(route.body, 'input', schemas);
  return {
    operationId: route.id,
    summary: route.summary,
    description: `For ${whoText(route.who)}.`,
    security: route.who === 'anyone' ? [] : [{ bearer: [] }],
    parameters: [
      ...parameters(pathShape(route), 'path', schemas),
      ...parameters(route.query, 'query', schemas),
      ...(route.idempotent ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 255 } }] : []),
    ],
    ...(body === undefined ? {} : { requestBody: { required: true, content: { [route.consumes]: { schema: body } } } }),
    responses: {
      ...Object.fromEntries(Object.entries(route.answers).map(([status, schema]) => [status, answer(status, schema, schemas)])),
      ...(route.errors === 'problem' ? { default: PROBLEM_ANSWER } : {}),
    },
  };
}

const PROBLEM_ANSWER = {
  description: 'It did not work.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const answer = (status: string, schema: z.ZodType | undefined, schemas: Json): Json => ({
  description: Number(status) < 300 ? 'Done.' : Number(status) < 400 ? 'Look elsewhere.' : 'It did not work.',
  ...(schema === undefined ? {} : { content: { 'application/json': { schema: schemaOf(schema, 'output', schemas) } } }),
});

/** Path parameters without a schema are strings. */
const pathShape = (route: Route<never>): z.ZodType =>
  route.params ?? z.object(Object.fromEntries([...route.path.matchAll(/\{(\w+)\+?\}/g)].map((found) => [found[1] as string, z.string()])));

function parameters(schema: z.ZodType | undefined, where: 'path' | 'query', schemas: Json): Json[] {
  if (schema === undefined) return [];
  const json = schemaOf(schema, 'input', schemas);
  const required = (json['required'] ?? []) as string[];
  return Object.entries((json['properties'] ?? {}) as Record<string, Json>).map(([name, { description, ...inner }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: inner,
  }));
}

/** JSON Schema of a shape; shapes with an id of their own become components. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const { $schema: _, $defs, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  for (const [id, inner] of Object.entries(($defs ?? {}) as Json)) schemas[id] = moveRefs(inner);
  return moveRefs(json) as Json;
}

const moveRefs = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/')) as unknown;

const whoText = (who: Who): string =>
  typeof who === 'string' ? who : Object.entries(who).map(([name, reach]) => `${name} (${reach === 'own' ? 'own records' : 'all of the agency'})`).join(', ');
