/** Matches decoded path segments against a template; gives the parameters, or undefined. */
export function matchTemplate(template: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = template.split('/');
  if (parts.length !== segments.length) return undefined;
  const args: Record<string, string> = {};
  for (const [at, part] of parts.entries()) {
    const segment = segments[at] ?? '';
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      args[part.slice(1, -1)] = segment;
    } else if (part !== segment) return undefined;
  }
  return args;
}

/** The segments of a path, percent-decoded; undefined when it cannot be decoded. */
export function segmentsOf(path: string): string[] | undefined {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
