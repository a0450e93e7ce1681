/** Names that MongoDB or its driver would take for something else, and our own escape. */
const SPECIAL = /^[$~]|[.\0]|^_bsontype$|^__proto__$/;

/**
 * A JSON value as it is stored. Documents stay readable in the database; only names that have a meaning there (`$set`, `a.b`, `_bsontype`)
 * are written as `~` and the name, with those characters percent-encoded.
 */
export function toBson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toBson);
  if (!isNested(value)) return value;
  const out: Record<string, unknown> = {};
  for (const name of Object.keys(value)) out[SPECIAL.test(name) ? escapeName(name) : name] = toBson(value[name]);
  return out;
}

/** The JSON value again; changes and gives back what it was given where it can. */
export function fromBson(value: unknown): unknown {
  if (!isNested(value)) return value;
  const names = Object.keys(value);
  if (names.some((name) => name.startsWith('~'))) return Object.fromEntries(names.map((name) => [readName(name), fromBson(value[name])]));
  for (const name of names) if (isNested(value[name])) value[name] = fromBson(value[name]);
  return value;
}

const isNested = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const escapeName = (name: string): string => `~${name.replace(/[%.$\0]/g, (unit) => `%${unit.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

const readName = (name: string): string =>
  name.startsWith('~') ? name.slice(1).replace(/%(..)/g, (_all, digits: string) => String.fromCharCode(parseInt(digits, 16))) : name;
