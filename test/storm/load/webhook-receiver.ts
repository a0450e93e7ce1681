import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Dice } from './storm-product.ts';
import type { Tally } from './tally.ts';

/** One request that came in. */
export interface Knock {
  readonly webhookId: string;
  readonly body: string;
}

export interface WebhookReceiver {
  readonly port: number;
  readonly knocks: readonly Knock[];
  /** From now on it answers every request properly. */
  behave(): void;
  close(): Promise<void>;
}

/** A receiver of webhooks on this machine that keeps all that comes in; now and then its reply is lost, or it refuses, once per message, so that the sender comes again soon. */
export async function openWebhookReceiver({ random, tally }: { random: Dice; tally: Tally }): Promise<WebhookReceiver> {
  const knocks: Knock[] = [];
  const troubled = new Set<string>();
  let behaves = false;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const webhookId = String(request.headers['webhook-id']);
      const trouble = behaves || troubled.has(webhookId) ? 1 : random.unit();
      if (trouble < 0.04) {
        troubled.add(webhookId);
        tally.count('webhook: refused');
        return void response.writeHead(503).end();
      }
      knocks.push({ webhookId, body });
      if (trouble >= 0.08) return void response.writeHead(204).end();
      troubled.add(webhookId);
      tally.count('webhook: reply lost');
      response.socket?.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    knocks,
    behave: () => void (behaves = true),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
