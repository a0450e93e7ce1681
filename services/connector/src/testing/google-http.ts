import type { Google } from '@portal-sync/google-sandbox/core';
import type { Http } from '@portal-sync/kernel';

/**
 * Outgoing HTTP that ends in the sandbox's core: Google's own client library runs unmodified, without a socket.
 * `pageSize` makes pages smaller than asked for, which Google may do at any time.
 */
export const googleHttp = (google: Google, pageSize?: number): Http => async (url, init) => {
  const { pathname, searchParams } = new URL(url);
  const query: Record<string, string[]> = {};
  for (const [name, value] of searchParams) (query[name] ??= []).push(value);
  if (pageSize !== undefined && query['maxResults'] !== undefined) query['maxResults'] = [String(pageSize)];
  const headers = Object.fromEntries([...new Headers(init?.headers)].map(([name, value]) => [name.toLowerCase(), value]));
  const reply = google.handle({ method: init?.method ?? 'GET', path: pathname, query, headers, body: init?.body });
  if (reply.dropped === true) throw new TypeError('fetch failed');
  const body = reply.body === undefined ? null : JSON.stringify(reply.body);
  const all = { 'content-type': 'application/json', date: new Date(google.now()).toUTCString(), ...reply.headers };
  return new Response(reply.status === 204 ? null : body, { status: reply.status, headers: all });
};
