import { ApiCaller } from '@portal-sync/all-in-one/api-caller';
import { clientCredentials, createSend } from '@portal-sync/client';
import { Secret, systemClock, type Http } from '@portal-sync/kernel';

/** An agency's own system: calls the API with its OAuth client. */
export class Platform extends ApiCaller {
  readonly #authorization: () => Promise<string>;

  constructor(http: Http, origin: string, secret: string) {
    const authorization = clientCredentials({ origin, http, clock: systemClock, clientId: 'platform', clientSecret: new Secret(secret) });
    super(createSend({ origin, http, authorization }));
    this.#authorization = authorization;
  }

  /** The bare access token. */
  async token(): Promise<string> {
    return (await this.#authorization()).slice('Bearer '.length);
  }
}
