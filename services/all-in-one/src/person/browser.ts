import type { Http } from '@portal-sync/kernel';
import { CookieJar } from './cookie-jar.ts';

/** What a person's browser got in the end. */
export interface Visit {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Every address passed through, the first one asked included. */
  readonly trail: readonly string[];
}

/** Somebody who answers a page in the middle of the way: returns where to go on, or undefined to leave it. */
export type Answerer = (url: URL) => Promise<string | undefined>;

const MOST_HOPS = 20;

/** A browser without pages: keeps cookies, follows redirects, sends forms. One per person and device. */
export class Browser {
  readonly jar = new CookieJar();
  readonly #http: Http;
  readonly #answer: Answerer;

  constructor(http: Http, answer: Answerer) {
    this.#http = http;
    this.#answer = answer;
  }

  /** One request, cookies sent and kept, redirects not followed. */
  async send(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const headers = new Headers(init.headers);
    const cookies = this.jar.header(url);
    if (cookies !== undefined) headers.set('cookie', cookies);
    const response = await this.#http(url, { ...init, headers, redirect: 'manual' });
    this.jar.keep(url, response.headers.getSetCookie());
    return response;
  }

  /** Goes to an address and follows redirects; addresses that the answerer knows (a consent) are answered by it. */
  async visit(address: string | URL, init: RequestInit = {}): Promise<Visit> {
    const trail: string[] = [];
    let url = new URL(address);
    let request = init;
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      trail.push(url.href);
      const onward = await this.#answer(url);
      if (onward !== undefined) {
        url = new URL(onward);
        request = {};
        continue;
      }
      const response = await this.send(url, request);
      const location = response.headers.get('location');
      const text = await response.text();
      if (response.status < 300 || response.status >= 400 || location === null) {
        return { url, status: response.status, headers: response.headers, text, trail };
      }
      url = new URL(location, url);
      request = {};
    }
    throw new Error(`more than ${MOST_HOPS} redirects from ${trail[0]}`);
  }

  /** Sends a form as a page would. */
  submit(address: string | URL, fields: Readonly<Record<string, string>>): Promise<Visit> {
    return this.visit(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(address).origin },
      body: new URLSearchParams(fields).toString(),
    });
  }
}
