/** Runs work of one name one after the other, and work of different names side by side. */
export type Lanes = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Spares those who would only meet each other: compare-and-swap stays what keeps a document right. */
export function createLanes(): Lanes {
  const ends = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const before = ends.get(name) ?? Promise.resolve();
    const result = before.then(work);
    const end = result.catch(() => undefined).finally(() => {
      if (ends.get(name) === end) ends.delete(name);
    });
    ends.set(name, end);
    return result;
  };
}
