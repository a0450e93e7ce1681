import type { Http } from '@portal-sync/kernel';

export interface SandboxEvent {
  readonly id: string;
  readonly etag: string;
  readonly status: string;
  readonly summary?: string;
  readonly description?: string;
  readonly location?: string;
  readonly start?: { readonly dateTime?: string; readonly date?: string; readonly timeZone?: string };
  readonly end?: { readonly dateTime?: string; readonly date?: string; readonly timeZone?: string };
  readonly attendees?: ReadonlyArray<{ readonly email: string; readonly responseStatus: string; readonly self?: boolean }>;
  readonly recurrence?: readonly string[];
  readonly colorId?: string;
  readonly extendedProperties?: { readonly private?: Readonly<Record<string, string>> };
}

export interface EventAct {
  readonly account: string;
  readonly action: 'insert' | 'patch' | 'update' | 'delete' | 'move' | 'get' | 'list' | 'import';
  readonly calendarId?: string;
  readonly eventId?: string;
  readonly event?: object;
  readonly destination?: string;
  readonly query?: Readonly<Record<string, string | string[]>>;
  readonly sendUpdates?: 'all' | 'externalOnly' | 'none';
}

/** The Google sandbox's control API: what a person does at Google, and what goes wrong there. Only the tour, the demo and tests know it. */
export class SandboxControl {
  readonly origin: string;
  readonly #http: Http;

  constructor(http: Http, origin: string) {
    this.#http = http;
    this.origin = origin;
  }

  /** One call of the control API; an answer outside 2xx is an error with its text. */
  async call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.#http(`${this.origin}/_control/${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  }

  /** Consents (or not) to what an authorization address asks; where Google sends the browser. */
  consent(authUrl: string, answer: { account: string; scopes?: readonly string[]; deny?: boolean }): Promise<{ location?: string; error?: string; message?: string }> {
    return this.call('POST', 'consent', { authUrl, ...answer });
  }

  /** Does something in Google's own pages as an account. */
  act<T = SandboxEvent>(act: EventAct): Promise<T> {
    return this.call<T>('POST', 'events', act);
  }

  async events(account: string, calendarId = 'primary', query: Record<string, string> = {}): Promise<readonly SandboxEvent[]> {
    const page = await this.act<{ items?: SandboxEvent[] }>({ account, calendarId, action: 'list', query: { maxResults: '2500', ...query } });
    return page.items ?? [];
  }

  async mails(): Promise<readonly unknown[]> {
    return (await this.call<{ mails: unknown[] }>('GET', 'mails')).mails;
  }

  /** Calls Google has taken since the ledger was last emptied. */
  calls(): Promise<{ count: number; byOperation: Readonly<Record<string, number>> }> {
    return this.call('GET', 'calls');
  }

  forgetCalls(): Promise<unknown> {
    return this.call('DELETE', 'calls');
  }

  fault(fault: object): Promise<unknown> {
    return this.call('POST', 'faults', fault);
  }

  revoke(account: string): Promise<unknown> {
    return this.call('POST', 'revoke', { account });
  }
}
