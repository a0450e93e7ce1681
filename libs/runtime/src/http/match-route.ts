import { AppError } from '@portal-sync/kernel';
import type { Method, Route } from '../route.ts';

/** What a method and a path lead to: a route with its raw parameters, a known path with other methods, or nothing. */
export type Match<D> =
  | { readonly kind: 'route'; readonly route: Route<D>; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'other-method'; readonly allow: readonly Method[] }
  | { readonly kind: 'unknown' };

type Segment = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'one' | 'rest'; readonly name: string };

interface Entry<D> {
  readonly route: Route<D>;
  readonly segments: readonly Segment[];
}

/** `/v1/users/{userId}` and, for the rest of a path with its slashes, `/assets/{file+}`. */
const segmentsOf = (path: string): readonly Segment[] =>
  path.split('/').slice(1).map((part) => {
    const named = /^\{(\w+)(\+?)\}$/.exec(part);
    if (named === null) return { kind: 'text', text: part };
    return { kind: named[2] === '+' ? 'rest' : 'one', name: named[1] as string };
  });

/** Fixed text before a parameter before a rest, segment by segment: `/users/me` wins over `/users/{userId}`. */
const shape = (entry: Entry<never>): string =>
  entry.segments.map((segment) => ({ text: '0', one: '1', rest: '2' })[segment.kind]).join('');

/** Finds routes by method and path: the same answer whatever the order they were declared in. */
export function createRouteTable<D>(routes: readonly Route<D>[]): { match(method: string, path: string): Match<D> } {
  const entries = routes
    .map((route): Entry<D> => ({ route, segments: segmentsOf(route.path) }))
    .sort((a, b) => shape(a as Entry<never>).localeCompare(shape(b as Entry<never>)));
  return {
    match(method, path) {
      const wanted = method === 'HEAD' ? 'GET' : method;
      const parts = path.split('/').slice(1);
      const fitting = entries.filter((entry) => fits(entry.segments, parts));
      const entry = fitting.find((candidate) => candidate.route.method === wanted);
      if (entry !== undefined) return { kind: 'route', route: entry.route, params: paramsOf(entry.segments, parts) };
      if (fitting.length === 0) return { kind: 'unknown' };
      return { kind: 'other-method', allow: [...new Set(fitting.map((candidate) => candidate.route.method))].sort() };
    },
  };
}

function fits(segments: readonly Segment[], parts: readonly string[]): boolean {
  if (segments.at(-1)?.kind === 'rest' ? parts.length < segments.length : parts.length !== segments.length) return false;
  return segments.every((segment, at) => (segment.kind === 'text' ? segment.text === parts[at] : parts[at] !== ''));
}

function paramsOf(segments: readonly Segment[], parts: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  segments.forEach((segment, at) => {
    if (segment.kind === 'text') return;
    const raw = segment.kind === 'rest' ? parts.slice(at).join('/') : (parts[at] as string);
    params[segment.name] = decode(raw, segment.name);
  });
  return params;
}

function decode(raw: string, name: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    throw new AppError('bad-request', { issues: [{ path: `params.${name}`, message: 'not valid percent-encoding' }] });
  }
}
