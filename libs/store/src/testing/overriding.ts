export type Method = (...given: unknown[]) => unknown;

/** An object as it is, but for the methods that `instead` has another for. */
export function overriding<T extends object>(target: T, instead: (name: string, method: Method) => Method | undefined): T {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const method: Method = (...given) => (value as Method).apply(target, given);
      return (typeof name === 'string' ? instead(name, method) : undefined) ?? method;
    },
  });
}
