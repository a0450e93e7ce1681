import type { Http } from '@portal-sync/kernel';
import { ApiCaller } from './api-caller.ts';
import { Browser, type Visit } from './browser.ts';
import type { SandboxControl } from './sandbox-control.ts';

/** How a person answers Google: which account, which boxes (every box when not given), or no. */
export interface ConsentChoice {
  readonly account?: string;
  readonly scopes?: readonly string[];
  readonly deny?: boolean;
}

export interface PersonOptions {
  readonly http: Http;
  readonly google: SandboxControl;
  /** The agency's origin, e.g. `http://northlight.localhost:4400`. */
  readonly origin: string;
  /** The person's Google account. */
  readonly email: string;
}

/** Somebody who uses an agency's portal with a browser, and Google with an account: by the public doors only. */
export class Person extends ApiCaller {
  readonly origin: string;
  readonly email: string;
  readonly browser: Browser;
  readonly #google: SandboxControl;
  #choice: ConsentChoice = {};

  constructor({ http, google, origin, email }: PersonOptions) {
    // As this person's browser would: with the session's cookie.
    super((method, path, { headers, body }) =>
      this.browser.send(`${origin}${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(method === 'GET' ? {} : { origin }), ...headers },
        ...(body === undefined ? {} : { body }),
      }),
    );
    this.origin = origin;
    this.email = email;
    this.#google = google;
    this.browser = new Browser(http, (url) => this.#answerGoogle(url));
  }

  /** Signs in with Google; the page the browser ends on. */
  signIn(path = '/sign-in/start'): Promise<Visit> {
    return this.choosing({}, () => this.browser.visit(`${this.origin}${path}`));
  }

  /** Opens a connect session as the portal's page does, and gives the address of the page in the generic brand. */
  async openConnect(ask: { product: string; intent?: string; connectionId?: string }): Promise<string> {
    return (await this.must<{ url: string }>('POST', '/portal/connect', ask)).url;
  }

  /** Connects Google with the given answers to its questions; where the browser ends. */
  async connect(ask: { product: string; intent?: string; connectionId?: string }, choice: ConsentChoice = {}): Promise<Visit> {
    return this.goOn(await this.openConnect(ask), choice);
  }

  /** From a connect page (its address, or as it stands in the browser): presses its first button and goes through Google. */
  async goOn(page: string | Visit, choice: ConsentChoice = {}): Promise<Visit> {
    const shown = typeof page === 'string' ? await this.browser.visit(page) : page;
    const form = /<form[^>]*method="post"[^>]*action="([^"]+)"[^>]*>([^]*?)<\/form>/i.exec(shown.text);
    if (form === null) return shown;
    const fields = Object.fromEntries([...(form[2] ?? '').matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
    return this.choosing(choice, () => this.browser.submit(new URL(form[1] ?? '', shown.url), fields));
  }

  /** Answers Google with `choice` while `work` runs. */
  async choosing<T>(choice: ConsentChoice, work: () => Promise<T>): Promise<T> {
    this.#choice = choice;
    try {
      return await work();
    } finally {
      this.#choice = {};
    }
  }

  async #answerGoogle(url: URL): Promise<string | undefined> {
    if (url.origin !== this.#google.origin || url.pathname !== '/o/oauth2/v2/auth') return undefined;
    const answer = await this.#google.consent(url.href, { account: this.email, ...this.#choice });
    if (answer.location !== undefined) return answer.location;
    throw new Error(`Google shows an error page: ${answer.error} ${answer.message}`);
  }
}
