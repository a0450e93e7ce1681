import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/**
 * kafkajs 2.2.4 looks every millisecond, on every connection and for ever, whether a request waits that it could send
 * (https://github.com/tulios/kafkajs/issues/1704): more than half of what a service takes that does nothing. Here it looks only while one waits.
 * None is forgotten: whoever puts one into the queue asks for this look too, and so does every answer.
 */
export function restWhenIdle(): void {
  if (resting) return;
  resting = true;
  const queue = RequestQueue.prototype;
  const look = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0) look.call(this);
  };
}

/** What was changed: once is enough. */
let resting = false;
