import type { Http } from './http.ts';
import type { Timers } from './timers.ts';

/** Answers that may not carry a body (Fetch standard). */
const BODYLESS = [101, 204, 205, 304];

/** `http` that gives up after `ms`, the reading of the body included: the answer comes whole. For short answers, not for streams. Rejects with a `TimeoutError`. */
export const withTimeout =
  (http: Http, timers: Timers, ms: number): Http =>
  async (url, init) => {
    const timeout = new AbortController();
    const cancel = timers.after(ms, () => timeout.abort(new DOMException(`no answer within ${ms} ms`, 'TimeoutError')));
    try {
      const signal = init?.signal ? AbortSignal.any([init.signal, timeout.signal]) : timeout.signal;
      const response = await http(url, { ...init, signal });
      const body = BODYLESS.includes(response.status) ? null : await response.arrayBuffer();
      return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
    } finally {
      cancel();
    }
  };
