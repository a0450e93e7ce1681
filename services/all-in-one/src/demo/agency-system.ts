import { sleep, type Http, type Timers } from '@portal-sync/kernel';

/** How long a record may take to become known to the other services, ms. */
const PATIENCE_MS = 15_000;

export interface AgencySystemOptions {
  readonly http: Http;
  readonly timers: Timers;
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** An agency's own system: calls the public API with its OAuth client (`client_credentials`). */
export class AgencySystem {
  readonly #options: AgencySystemOptions;
  #token: Promise<string> | undefined;

  constructor(options: AgencySystemOptions) {
    this.#options = options;
  }

  /** A call; anything but 2xx is an error with the answer's text. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { status, text } = await this.#send(method, path, body);
    if (status < 200 || status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** As `call`, but a record that stands already is fine. */
  async make(path: string, body: unknown): Promise<void> {
    const { status, text } = await this.#send('POST', path, body);
    if (status !== 409 && (status < 200 || status >= 300)) throw new Error(`POST ${path}: ${status} ${text}`);
  }

  /** As `call`, but waits while the services have not yet heard of people and contacts that were just made. */
  async patiently<T>(method: string, path: string, body?: unknown): Promise<T> {
    for (let waited = 0; ; waited += 100) {
      try {
        return await this.call<T>(method, path, body);
      } catch (error) {
        if (waited >= PATIENCE_MS) throw error;
        await sleep(this.#options.timers, 100);
      }
    }
  }

  async #send(method: string, path: string, body: unknown): Promise<{ status: number; text: string }> {
    const { http, origin } = this.#options;
    const response = await http(`${origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${await (this.#token ??= this.#fetchToken())}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }

  async #fetchToken(): Promise<string> {
    const { http, origin, clientId, clientSecret } = this.#options;
    const response = await http(`${origin}/oauth2/token`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'authorization': `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials' }).toString(),
    });
    const answer = (await response.json()) as { access_token?: string; error?: string };
    if (answer.access_token === undefined) throw new Error(`no token for ${clientId} at ${origin}: ${response.status} ${answer.error ?? ''}`);
    return answer.access_token;
  }
}
