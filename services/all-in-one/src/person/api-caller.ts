/** An answer of the API, whatever it is. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

type HeaderValues = Readonly<Record<string, string>>;

/** Sends one request; the body is text already. */
export type SendToApi = (method: string, path: string, init: { readonly headers: HeaderValues; readonly body?: string }) => Promise<Response>;

/** Somebody who calls the API and looks at every answer. */
export class ApiCaller {
  readonly #send: SendToApi;

  constructor(send: SendToApi) {
    this.#send = send;
  }

  /** A call with any answer. A text as body is sent as it is. */
  async api<T = Record<string, unknown>>(method: string, path: string, body?: unknown, headers: HeaderValues = {}): Promise<Answer<T>> {
    const response = await this.#send(method, path, { headers, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true && text !== '';
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : { text }) as T };
  }

  /** As `api`, but anything other than 2xx is an error that quotes the answer. */
  async must<T = Record<string, unknown>>(method: string, path: string, body?: unknown, headers: HeaderValues = {}): Promise<T> {
    const answer = await this.api<T>(method, path, body, headers);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}
