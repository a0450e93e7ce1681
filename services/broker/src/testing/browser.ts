import type { PlainResponse } from '@portal-sync/runtime';
import type { Choice } from './local-google.ts';
import { GOOGLE } from './local-google.ts';
import { CONNECT, HARBOUR, NORTH, type BrokerWorld } from './open-broker.ts';

/** Where a walk ended: an answer of ours, or an address that is not ours (a return address). */
export interface Stop {
  readonly url: string;
  readonly answer: PlainResponse | undefined;
}

/** A person's browser: keeps cookies per host, follows redirects, stands at Google's pages as told. */
export class Browser {
  readonly jar = new Map<string, Map<string, string>>();
  /** Every address it went through, for canaries. */
  readonly seen: string[] = [];
  readonly #world: BrokerWorld;

  constructor(world: BrokerWorld) {
    this.#world = world;
  }

  async get(url: string, choice?: Choice): Promise<Stop> {
    return this.#walk(url, { method: 'GET', choice });
  }

  async post(url: string, form: Record<string, string>, choice?: Choice, headers: Record<string, string> = {}): Promise<Stop> {
    return this.#walk(url, { method: 'POST', form, choice, headers });
  }

  async #walk(start: string, begin: { method: string; form?: Record<string, string>; choice: Choice | undefined; headers?: Record<string, string> }): Promise<Stop> {
    let url = start;
    let { method, form } = begin;
    for (let steps = 0; steps < 10; steps++) {
      this.seen.push(url);
      const { origin, pathname, search } = new URL(url);
      if (origin === GOOGLE) {
        if (begin.choice === undefined) return { url, answer: undefined };
        url = this.#world.google.consent(url, begin.choice);
        continue;
      }
      const ours = origin === CONNECT || ([NORTH, HARBOUR].includes(origin) && pathname.startsWith('/oauth2/'));
      if (!ours) return { url, answer: undefined };
      const headers = { ...begin.headers, ...this.#cookies(origin), ...(origin === CONNECT ? {} : { 'x-agency-origin': origin }) };
      const answer = await this.#world.call(method, pathname + search, undefined, method === 'POST' ? form : undefined, headers);
      this.#keep(origin, answer);
      const location = answer.headers?.['location'];
      if (typeof location !== 'string') return { url, answer };
      url = new URL(location, url).href;
      method = 'GET';
      form = undefined;
    }
    throw new Error('the browser goes in circles');
  }

  #cookies(origin: string): Record<string, string> {
    const kept = [...(this.jar.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`);
    return kept.length === 0 ? {} : { cookie: kept.join('; ') };
  }

  #keep(origin: string, answer: PlainResponse): void {
    for (const line of [answer.headers?.['set-cookie'] ?? []].flat()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      const jar = this.jar.get(origin) ?? new Map<string, string>();
      this.jar.set(origin, jar.set(name, value));
    }
  }
}
