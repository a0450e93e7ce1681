import { z } from 'zod';
import type { Route } from '../route.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * What is wrong with a set of routes, in words: two of one name or place, parameters that the path does not have,
 * and input objects that would let unknown fields pass (`z.object` inside a body instead of `z.strictObject`).
 */
export function routeFaults(routes: readonly Route<never>[]): readonly string[] {
  return [
    ...repeated(routes.map((route) => route.id)).map((id) => `two routes are called ${id}`),
    ...repeated(routes.map((route) => `${route.method} ${route.path.replaceAll(/\{\w+(\+?)\}/g, '{$1}')}`)).map((place) => `two routes stand at ${place}`),
    ...routes.flatMap((route) => faultsOf(route).map((fault) => `${route.id}: ${fault}`)),
  ];
}

const sound = new WeakSet<readonly Route<never>[]>();

/** Throws all faults at once. A mistake of ours, found when a service is put together. */
export function checkRoutes(routes: readonly Route<never>[]): void {
  if (sound.has(routes)) return;
  const faults = routeFaults(routes);
  if (faults.length > 0) throw new Error(`routes are not well declared:\n${faults.join('\n')}`);
  sound.add(routes);
}

function faultsOf(route: Route<never>): string[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\+?\}/g)].map((found) => found[1] as string);
  const declared = route.params instanceof z.ZodObject ? Object.keys(route.params.shape) : inPath;
  return [
    ...declared.filter((name) => !inPath.includes(name)).map((name) => `its path has no {${name}}`),
    ...inPath.filter((name) => !declared.includes(name)).map((name) => `params lack ${name}`),
    ...(route.errors === 'problem' ? [...open(route.query, 'query'), ...open(route.body, 'body')] : []),
  ];
}

/** Objects that say nothing of further fields. The top one is left out where it is a plain object: `parse-input` closes it. */
function open(schema: z.ZodType | undefined, where: string): string[] {
  if (schema === undefined) return [];
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  const paths = openPaths(json, where).filter((path) => path !== where || !(schema instanceof z.ZodObject));
  return paths.map((path) => `unknown fields would pass at ${path}: use z.strictObject`);
}

const NESTED = ['items', 'prefixItems', 'anyOf', 'oneOf', 'allOf', 'additionalProperties', '$defs'];

function openPaths(node: unknown, path: string): string[] {
  if (Array.isArray(node)) return node.flatMap((item) => openPaths(item, path));
  if (typeof node !== 'object' || node === null) return [];
  const json = node as Json;
  const here = json['properties'] !== undefined && json['additionalProperties'] === undefined ? [path] : [];
  const fields = Object.entries((json['properties'] ?? {}) as Json).flatMap(([name, inner]) => openPaths(inner, `${path}.${name}`));
  const nested = NESTED.flatMap((name) => openPaths(name === '$defs' ? Object.values((json[name] ?? {}) as Json) : json[name], path));
  return [...here, ...fields, ...nested];
}

const repeated = (names: readonly string[]): string[] => [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
