/** A header of an answer, whichever kind of headers the client library hands out: `Headers` (its own class, not the global one) or a plain object. */
export function readHeader(headers: unknown, name: string): string | undefined {
  const get = (headers as { get?: unknown } | null | undefined)?.get;
  if (typeof get === 'function') return (get.call(headers, name) as string | null) ?? undefined;
  return (headers as Record<string, string> | null | undefined)?.[name];
}
