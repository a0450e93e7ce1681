import type { z } from 'zod';
import { readFailure } from './api-failure.ts';
import { createSend, type ClientOptions } from './send.ts';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Call<S extends z.ZodType | undefined> {
  readonly query?: Query | undefined;
  readonly body?: unknown;
  /** Sent as `If-Match`: the version that was seen. */
  readonly version?: number | undefined;
  /** Sent as `Idempotency-Key`: the same request under the same key is done once. */
  readonly idempotencyKey?: string | undefined;
  /** Shape of the answer; undefined: there is none. */
  readonly answer: S;
}

/** One request. Rejects with `ApiFailure` for every answer that is no success, with the transport's own error where there was none. */
export type CallApi = <S extends z.ZodType | undefined = undefined>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  call: Call<S>,
) => Promise<S extends z.ZodType ? z.output<S> : undefined>;

export function createCallApi(options: ClientOptions): CallApi {
  const send = createSend(options);
  return async (method, path, call) => {
    const response = await send(method, `${path}${queryText(call.query)}`, {
      headers: {
        ...(call.version === undefined ? {} : { 'if-match': `"${call.version}"` }),
        ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    if (!response.ok) throw await readFailure(response);
    if (call.answer === undefined) {
      await response.body?.cancel();
      return undefined as never;
    }
    return call.answer.parse(await response.json()) as never;
  };
}

function queryText(query: Query | undefined): string {
  const given = Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

/** A path with its parameters escaped: ``path`/v1/runs/${runId}` ``. */
export const path = (parts: TemplateStringsArray, ...values: readonly string[]): string =>
  parts.map((part, at) => (at === 0 ? part : encodeURIComponent(values[at - 1] as string) + part)).join('');
