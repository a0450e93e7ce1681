import { defineRoute, type Route } from '../route.ts';
import { openApi, type OpenApiOptions } from './open-api.ts';

/** A route that serves the OpenAPI document of the given routes to anyone. */
export function openApiRoute(options: OpenApiOptions & { path: string }): Route<unknown> {
  let text: string | undefined;
  return defineRoute({
    id: 'getOpenApi',
    method: 'GET',
    path: options.path,
    summary: 'This description, as OpenAPI 3.1',
    who: 'anyone',
    answers: { 200: undefined },
    handle: async () => {
      text ??= JSON.stringify(openApi(options));
      return { status: 200, headers: { 'content-type': 'application/json' }, body: text };
    },
  });
}
