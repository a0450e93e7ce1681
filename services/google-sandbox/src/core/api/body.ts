import { parseError } from './refusals.ts';
import type { ApiRequest } from './request.ts';

/** The JSON object of a request's body; an empty body is an empty object. */
export function jsonBody(request: ApiRequest): Record<string, unknown> {
  const { body } = request;
  if (body === undefined || body === '') return {};
  const value = typeof body === 'string' ? parse(body) : body;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw parseError();
  return value as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw parseError();
  }
}

/** The fields of a form-encoded body (or of an object that stands for one). */
export function formBody(request: ApiRequest): Record<string, string> {
  const { body } = request;
  if (typeof body === 'string') return Object.fromEntries(new URLSearchParams(body));
  const fields: Record<string, string> = {};
  if (typeof body === 'object' && body !== null) {
    for (const [key, value] of Object.entries(body)) if (typeof value === 'string') fields[key] = value;
  }
  return fields;
}
