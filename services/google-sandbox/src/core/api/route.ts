import type { Caller } from '../calendar/access.ts';
import type { World } from '../world.ts';
import type { ApiRequest } from './request.ts';

/** What a handler of a Calendar method is given. */
export interface Call3 {
  readonly world: World;
  readonly caller: Caller;
  readonly request: ApiRequest;
  /** Path parameters, decoded. */
  readonly args: Readonly<Record<string, string>>;
  /** Whether reads are to show events as they were before their last change. */
  readonly stale: boolean;
}

/** What a handler answers; `body` undefined means none. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({ status: 200, body, headers });
export const noContent: Reply = { status: 204 };

/** A path parameter that the template promises. */
export const arg = (call: Call3, name: string): string => call.args[name] ?? '';
