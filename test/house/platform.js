import { ApiCaller } from '@portal-sync/all-in-one/api-caller';
import { clientCredentials, createSend } from '@portal-sync/client';
import { Secret, systemClock } from '@portal-sync/kernel';
/** An agency's own system: calls the API with its OAuth client. */
export class Platform extends ApiCaller {
    #authorization;
    constructor(http, origin, secret) {
        const authorization = clientCredentials({ origin, http, clock: systemClock, clientId: 'platform', clientSecret: new Secret(secret) });
        super(createSend({ origin, http, authorization }));
        this.#authorization = authorization;
    }
    /** The bare access token. */
    async token() {
        return (await this.#authorization()).slice('Bearer '.length);
    }
}
