import { setTimeout as sleep } from 'node:timers/promises';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { afterEach, describe, expect, test } from 'vitest';
import { restWhenIdle } from './rest-when-idle.ts';

restWhenIdle();

const queues: RequestQueue[] = [];
afterEach(() => queues.splice(0).forEach((queue) => queue.destroy()));

/** A queue that lets `maxInFlightRequests` be under way at once. */
function open(maxInFlightRequests: number) {
  const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined };
  const queue = new RequestQueue({ maxInFlightRequests, requestTimeout: 10_000, enforceRequestTimeout: false, clientId: 'test', broker: 'localhost:1', logger: silent });
  queues.push(queue);
  const sent: number[] = [];
  const push = (correlationId: number): void =>
    queue.push({ entry: { correlationId, resolve: () => undefined, reject: () => undefined }, expectResponse: true, sendRequest: () => sent.push(correlationId) });
  const answer = (correlationId: number): void => queue.fulfillRequest({ correlationId, payload: Buffer.alloc(0), size: 0 });
  return { queue, sent, push, answer };
}

describe('a connection of kafkajs', () => {
  test('on which nothing waits sets no timer', () => {
    const { queue, push, answer } = open(5);
    push(1);
    answer(1);
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });

  test('sends what had to wait for an answer, in order', () => {
    const { sent, push, answer } = open(1);
    for (const id of [1, 2, 3]) push(id);
    expect(sent).toEqual([1]);
    answer(1);
    answer(2);
    expect(sent).toEqual([1, 2, 3]);
  });

  test('sends what had to wait for the broker to allow more, without anybody asking again', async () => {
    const { queue, sent, push } = open(5);
    Object.assign(queue, { throttledUntil: Date.now() + 30 });
    push(1);
    expect(sent).toEqual([]);
    while (sent.length === 0) await sleep(5);
    expect(sent).toEqual([1]);
    await sleep(20);
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });
});
