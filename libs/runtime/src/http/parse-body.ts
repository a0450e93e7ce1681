import { AppError } from '@portal-sync/kernel';
import type { Route } from '../route.ts';

type Consumes = Route<never>['consumes'];

/** Refuses what the route does not understand, by the headers alone. A body in another character set or compressed is not understood either. */
export function checkContentType(consumes: Consumes, headers: Readonly<Record<string, string | undefined>>): void {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '');
  const encoding = headers['content-encoding'] ?? 'identity';
  if (type === consumes && (charset ?? 'utf-8') === 'utf-8' && encoding === 'identity') return;
  throw new AppError('unsupported-media-type', { detail: `Send ${consumes}, in UTF-8 and not compressed.` });
}

/** The body's value: JSON (undefined when there is none); a form as an object (repeated fields become lists); NDJSON as the list of its lines' values. */
export function parseBody(consumes: Consumes, bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  switch (consumes) {
    case 'application/json':
      return text === '' ? undefined : parseJson(text, 'body');
    case 'application/x-www-form-urlencoded':
      return fieldsOf(new URLSearchParams(text));
    case 'application/x-ndjson':
      return text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [parseJson(line, `body.${at}`)]));
  }
}

/** Named values as an object; a name that comes more than once has a list. */
export function fieldsOf(search: URLSearchParams): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    fields[name] = values.length === 1 ? (values[0] as string) : values;
  }
  return { ...fields };
}

/** The bytes a caller would send for a value: the inverse of `parseBody`, for routes called as functions. */
export function bodyBytes(consumes: Consumes, value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : write(consumes, value));
}

function write(consumes: Consumes, value: unknown): string {
  if (consumes === 'application/x-ndjson') return (value as unknown[]).map((line) => JSON.stringify(line)).join('\n');
  if (consumes === 'application/x-www-form-urlencoded') {
    const pairs = Object.entries(value as Record<string, string | string[] | undefined>);
    return new URLSearchParams(
      pairs.flatMap(([name, given]) => (given === undefined ? [] : [given].flat().map((one): [string, string] => [name, one]))),
    ).toString();
  }
  return JSON.stringify(value);
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('bad-request', { issues: [{ path: 'body', message: 'not valid UTF-8' }] });
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own message quotes the text: it may hold a secret.
    throw new AppError('bad-request', { issues: [{ path, message: 'not valid JSON' }] });
  }
}
