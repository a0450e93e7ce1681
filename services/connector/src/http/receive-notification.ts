import { defineRoute } from '@portal-sync/runtime';
import { receiveNotification } from '../actions/receive-notification.ts';
import type { Deps } from '../deps.ts';

/**
 * Google's door (https://developers.google.com/workspace/calendar/api/guides/push): headers only. A body is refused before it is read.
 * Every knock gets the same answer, so that nobody learns which channels exist; what is not ours makes no work.
 */
export const googleNotifications = defineRoute({
  id: 'receiveGoogleNotification',
  method: 'POST',
  path: '/google/notifications',
  summary: 'A change notification from Google',
  who: 'anyone',
  answers: { 200: undefined },
  // All of Google's notifications come from a few addresses.
  rateLimit: 60_000,
  async handle(request, deps: Deps) {
    await receiveNotification(deps, request.headers).catch((error: unknown) => {
      deps.log.error({ error, requestId: request.requestId }, 'taking a notification failed, the reconcile will read');
    });
    return { status: 200 };
  },
});
