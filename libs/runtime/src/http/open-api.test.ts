import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callRoute, defineRoute, openApi, openApiRoute, type Route } from '../index.ts';

const when = z.strictObject({ start: z.string() }).meta({ id: 'When' });

const routes = [
  defineRoute({
    id: 'putThing',
    method: 'PUT',
    path: '/v1/things/{thingId}',
    summary: 'Keep a thing',
    who: { admin: 'agency', client: 'own' },
    query: z.object({ limit: z.coerce.number().describe('How many').default(5), after: z.string() }),
    body: z.object({ when, name: z.string().optional() }),
    idempotent: true,
    answers: { 200: z.strictObject({ when }), 204: undefined },
    handle: async () => ({ status: 204 }),
  }),
  defineRoute({ id: 'getFile', method: 'GET', path: '/files/{file+}', summary: 'A file', who: 'anyone', answers: { 200: undefined }, handle: async () => ({ status: 200 }) }),
  defineRoute({ id: 'internal', method: 'GET', path: '/internal/x', summary: 'Ours', who: 'service', answers: { 200: undefined }, handle: async () => ({ status: 200 }) }),
] as unknown as readonly Route<never>[];

const document = openApi({ title: 'Calendar API', version: '1', routes }) as {
  openapi: string;
  paths: Record<string, Record<string, Record<string, unknown>>>;
  components: { schemas: Record<string, unknown> };
};

describe('the OpenAPI document', () => {
  test('is 3.1 and leaves out what is for our own services', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(['/files/{file}', '/v1/things/{thingId}']);
  });

  const put = document.paths['/v1/things/{thingId}']?.['put'];

  test('names path, query and idempotency parameters', () => {
    expect(put?.['parameters']).toEqual([
      { name: 'thingId', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'limit', in: 'query', required: false, description: 'How many', schema: { type: 'number', default: 5 } },
      { name: 'after', in: 'query', required: true, schema: { type: 'string' } },
      { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 255 } },
    ]);
  });

  test('says who may call', () => {
    expect(put).toMatchObject({ description: 'For admin (all of the agency), client (own records).', security: [{ bearer: [] }] });
    expect(document.paths['/files/{file}']?.['get']?.['security']).toEqual([]);
  });

  test('puts shapes with a name among the components', () => {
    expect(put?.['requestBody']).toMatchObject({ content: { 'application/json': { schema: { properties: { when: { $ref: '#/components/schemas/When' } } } } } });
    expect(document.components.schemas['When']).toMatchObject({ type: 'object', additionalProperties: false });
  });

  test('says that everything else is a problem document', () => {
    expect(Object.keys(put?.['responses'] as object)).toEqual(['200', '204', 'default']);
  });
});

test('the document is served to anyone', async () => {
  const route = openApiRoute({ path: '/v1/openapi.json', title: 'Calendar API', version: '1', routes });
  const response = await callRoute([route], undefined, { url: '/v1/openapi.json' });
  expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
  expect(JSON.parse(response.body as string)).toEqual(document);
});
