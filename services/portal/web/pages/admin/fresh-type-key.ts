/** A key no type has yet. Keys stay as they are when a type gets another name, so that appointments keep their type. Pure. */
export function freshTypeKey(taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`type-${number}`)) number += 1;
  return `type-${number}`;
}
