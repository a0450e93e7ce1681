/** Cookies of one browser, per host and port. Knows names, values and removal: what our own answers use. */
export class CookieJar {
  readonly #byHost = new Map<string, Map<string, string>>();

  /** The `cookie` header for this address; undefined when there is none. */
  header(url: URL): string | undefined {
    const cookies = this.#byHost.get(url.host);
    if (cookies === undefined || cookies.size === 0) return undefined;
    return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Keeps what an answer from this address set. */
  keep(url: URL, setCookies: readonly string[]): void {
    const cookies = this.#byHost.get(url.host) ?? new Map<string, string>();
    this.#byHost.set(url.host, cookies);
    for (const text of setCookies) {
      const [pair = '', ...attributes] = text.split(';');
      const at = pair.indexOf('=');
      const name = pair.slice(0, at).trim();
      const ended = attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute) || /^\s*expires=thu, 01 jan 1970/i.test(attribute));
      if (ended) cookies.delete(name);
      else cookies.set(name, pair.slice(at + 1).trim());
    }
  }

  /** Names and values held for a host, e.g. to look for what must not be there. */
  of(host: string): ReadonlyMap<string, string> {
    return this.#byHost.get(host) ?? new Map();
  }
}
