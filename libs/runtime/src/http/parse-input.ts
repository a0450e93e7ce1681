import { AppError, type ErrorCode, type Issue } from '@portal-sync/kernel';
import { z } from 'zod';
import type { Route } from '../route.ts';
import { fieldsOf } from './parse-body.ts';

/** Fields nobody declared are refused, so that a misspelt name never passes silently. OAuth (RFC 6749 section 3.1) and pages ignore them instead. */
function closed(schema: z.ZodType, route: Route<never>): z.ZodType {
  return route.errors === 'problem' && schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
}

export const parseParams = (route: Route<never>, params: Readonly<Record<string, string>>): unknown =>
  route.params === undefined ? params : parse(closed(route.params, route), params, 'params', 'bad-request');

export function parseQuery(route: Route<never>, search: URLSearchParams): unknown {
  if (route.query !== undefined) return parse(closed(route.query, route), fieldsOf(search), 'query', 'bad-request');
  return route.errors === 'problem' ? parse(z.strictObject({}), fieldsOf(search), 'query', 'bad-request') : {};
}

export const parseBodyValue = (route: Route<never>, value: unknown): unknown =>
  route.body === undefined ? undefined : parse(closed(route.body, route), value, 'body', 'invalid');

function parse(schema: z.ZodType, value: unknown, where: string, code: ErrorCode): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError(code, { issues: parsed.error.issues.flatMap((issue) => issuesOf(issue, where)) });
}

/** Zod's issues as ours: paths and reasons, never what was sent. */
function issuesOf(issue: z.core.$ZodIssue, where: string): Issue[] {
  const path = [where, ...issue.path.map(String)].join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: `${path}.${key.slice(0, 60)}`, message: 'unknown field' }));
}
