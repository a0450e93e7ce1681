import { AppError } from '@portal-sync/kernel';
import { Webhook } from 'standardwebhooks';
import type { Deps } from '../deps.ts';
import type { Answer } from '../domain/next-attempt.ts';
import type { StoredWebhook } from '../repos/webhooks.ts';
import { openSecret } from './seal-secret.ts';

/** A receiver has this long to answer, ms (Standard Webhooks: 15 to 30 s). */
const ANSWER_MS = 15_000;

/**
 * Calls an endpoint once, signed as Standard Webhooks 1.0.0 asks. Redirects are not followed and the answer's body is not read. Never
 * rejects: what cannot be signed here is a failed attempt, too, and not one that holds up all others for ever.
 */
export async function callWebhook(deps: Deps, endpoint: StoredWebhook, id: string, body: string): Promise<Answer> {
  const at = new Date(deps.clock.now());
  const signer = signerOf(deps, endpoint);
  if (signer === undefined) return { failure: 'cannot-sign' };
  const timeout = new AbortController();
  const cancel = deps.timers.after(ANSWER_MS, () => timeout.abort());
  try {
    const response = await deps.webhookHttp(endpoint.url, {
      method: 'POST',
      redirect: 'manual',
      signal: timeout.signal,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'webhooks/1.0',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signer.sign(id, at, body),
      },
      body,
    });
    await response.body?.cancel();
    return { status: response.status };
  } catch (error) {
    return { failure: isBlocked(error) ? 'blocked-address' : 'no-answer' };
  } finally {
    cancel();
  }
}

function signerOf({ settings, log }: Deps, endpoint: StoredWebhook): Webhook | undefined {
  try {
    return new Webhook(openSecret(settings.TRIGGER_WEBHOOK_KEY, endpoint).reveal());
  } catch (error) {
    log.error({ error, agencyId: endpoint.agencyId, webhookId: endpoint.id }, 'the secret of a webhook cannot be opened: sealed with another TRIGGER_WEBHOOK_KEY, or damaged');
    return undefined;
  }
}

/** The guard's refusal, also where the network library wrapped it. */
function isBlocked(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof AppError && cause.code === 'refused') return true;
  return false;
}
