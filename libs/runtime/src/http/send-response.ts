import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { PlainResponse } from '../route.ts';

/** A body that is made while it is sent, e.g. server-sent events. The signal is aborted when the reader has gone. */
export type StreamBody = (signal: AbortSignal) => AsyncIterable<string | Uint8Array>;

/** Writes a plain response to a socket. Answers are not cached unless they say so. */
export async function sendResponse(response: Response, answer: PlainResponse): Promise<void> {
  response.status(answer.status);
  response.setHeader('cache-control', 'no-store');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value as string | string[]);
  const { body } = answer;
  if (body === undefined) return void response.end();
  if (typeof body === 'string' || body instanceof Uint8Array) return void response.end(body);
  if (typeof body === 'function') return sendStream(response, body as StreamBody);
  if (!response.hasHeader('content-type')) response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

async function sendStream(response: Response, body: StreamBody): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.flushHeaders();
  // A reader who goes away ends the stream; that is no failure of ours.
  await pipeline(Readable.from(body(gone.signal)), response).catch((error: unknown) => {
    if (!gone.signal.aborted) throw error;
  });
}
