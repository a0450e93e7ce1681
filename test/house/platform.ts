import type { Http } from '@portal-sync/kernel';

/** An agency's own system: calls the API with its OAuth client. */
export class Platform {
  readonly #http: Http;
  readonly #origin: string;
  readonly #secret: string;
  #token: Promise<string> | undefined;

  constructor(http: Http, origin: string, secret: string) {
    this.#http = http;
    this.#origin = origin;
    this.#secret = secret;
  }

  async #fetchToken(): Promise<string> {
    const response = await this.#http(`${this.#origin}/oauth2/token`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'authorization': `Basic ${Buffer.from(`platform:${this.#secret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials' }).toString(),
    });
    const body = (await response.json()) as { access_token?: string };
    if (body.access_token === undefined) throw new Error(`no token: ${response.status} ${JSON.stringify(body)}`);
    return body.access_token;
  }

  token(): Promise<string> {
    return (this.#token ??= this.#fetchToken());
  }

  async api<T = Record<string, unknown>>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<{ status: number; headers: Headers; body: T }> {
    const response = await this.#http(`${this.#origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.token()}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true && text !== '';
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : { text }) as T };
  }

  async must<T = Record<string, unknown>>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    const answer = await this.api<T>(method, path, body, headers);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}
