import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/**
 * kafkajs 2.2.4 looks every millisecond, on every connection and for ever, whether a request waits that it could send
 * (https://github.com/tulios/kafkajs/issues/1704): a tenth of a processor for services that do nothing. Here it looks only while one waits.
 * None is forgotten: whoever puts one into the queue asks for this look too, and so does every answer.
 */
export function restWhenIdle(): void {
  const queue = RequestQueue.prototype;
  if (resting.has(queue)) return;
  resting.add(queue);
  const look = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0) look.call(this);
  };
}

/** What was changed: once is enough. */
const resting = new WeakSet<RequestQueue>();
