/** Not among kafkajs's own types: the requests under way on one connection, and those that wait for their turn. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    constructor(options: object);
    readonly pending: readonly object[];
    /** Until when the broker wants no more requests, ms since 1970; -1: it never said so. */
    readonly throttledUntil: number;
    readonly throttleCheckTimeoutId: NodeJS.Timeout | null;
    push(request: object): void;
    fulfillRequest(response: { readonly correlationId: number; readonly payload: Buffer; readonly size: number }): void;
    scheduleCheckPendingRequests(): void;
    destroy(): void;
  }
}
