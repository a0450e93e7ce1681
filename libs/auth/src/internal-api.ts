import { AppError, type Http } from '@portal-sync/kernel';
import type { z } from 'zod';

/** Routes of another of our services, for audience `internal`. */
export interface InternalApi {
  /** Undefined for 404. Rejects with `unavailable` when there is no usable answer now, `upstream-failed` when the answer is not what it should be, or a fault of theirs (500). */
  get<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S> | undefined>;
  post<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.output<S> | undefined>;
}

/** `http` carries the token: `createServiceTokens(...).http`. `baseUrl` is an origin without a slash at its end. */
export function createInternalApi({ http, baseUrl }: { http: Http; baseUrl: string }): InternalApi {
  async function call<S extends z.ZodType>(path: string, init: RequestInit, schema: S): Promise<z.output<S> | undefined> {
    const response = await http(`${baseUrl}${path}`, init).catch((error: unknown) => {
      if (error instanceof AppError) throw error;
      throw new AppError('unavailable', { cause: error });
    });
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok) {
      await response.body?.cancel();
      // Whoever is away or busy says 502 and more, for everything; a 500 is a fault in what was asked for, and may come for ever.
      const code = response.status > 500 || response.status === 429 ? 'unavailable' : 'upstream-failed';
      throw new AppError(code, { cause: new Error(`${placeOf(path)} answered ${response.status}`) });
    }
    const parsed = schema.safeParse(await response.json());
    if (parsed.success) return parsed.data;
    const paths = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new AppError('upstream-failed', { cause: new Error(`${placeOf(path)} does not parse at ${paths}`) });
  }

  return {
    get: (path, schema) => call(path, { method: 'GET' }, schema),
    post: (path, body, schema) =>
      call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, schema),
  };
}

const placeOf = (path: string): string => path.split('?')[0] ?? path;
