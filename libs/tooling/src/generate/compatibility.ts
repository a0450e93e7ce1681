type Json = Readonly<Record<string, unknown>>;

/**
 * What of a message's new shape would break a reader of the old one, or a reader of the new one that meets an old message
 * (messages are kept for 30 days). Only new optional fields are allowed; all else asks for a new version. Pure.
 */
export function compatibilityFaults(old: Json, next: Json, path = ''): readonly string[] {
  if (!isObjectShape(old) || !isObjectShape(next)) return same(shapeOf(old), shapeOf(next)) ? [] : [`${path || 'the payload'} changed its shape`];
  const before = fieldsOf(old);
  const after = fieldsOf(next);
  return [
    ...Object.keys(before).flatMap((name) => fieldFaults(name, old, next, before[name] as Json, after[name], path)),
    ...Object.keys(after).flatMap((name) => (name in before || !requiredOf(next).includes(name) ? [] : [`${path}${name} is new and required`])),
  ];
}

function fieldFaults(name: string, old: Json, next: Json, before: Json, after: Json | undefined, path: string): readonly string[] {
  if (after === undefined) return [`${path}${name} was removed`];
  const was = requiredOf(old).includes(name);
  const is = requiredOf(next).includes(name);
  const required = was === is ? [] : [`${path}${name} is ${is ? 'now' : 'no longer'} required`];
  return [...required, ...compatibilityFaults(before, after, `${path}${name}${isObjectShape(before) ? '.' : ''}`)];
}

const isObjectShape = (schema: Json): boolean => schema['type'] === 'object' && schema['properties'] !== undefined;
const fieldsOf = (schema: Json): Readonly<Record<string, Json>> => schema['properties'] as Record<string, Json>;
const requiredOf = (schema: Json): readonly string[] => (schema['required'] ?? []) as string[];

/** Words about a shape do not change it. */
const shapeOf = ({ description: _, title: __, ...shape }: Json): Json => shape;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** Lists of alternatives and names mean the same in any order. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)).map(([name, inner]) => [name, sorted(inner)]));
};
