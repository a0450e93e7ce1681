import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { receiveNotification } from '../actions/receive-notification.ts';
import type { Deps } from '../deps.ts';

/**
 * Google's door (https://developers.google.com/workspace/calendar/api/guides/push): headers only. A body is refused before it is read.
 * Every knock gets the same answer, so that nobody learns which channels exist; what is not ours makes no work. A knock that could not be taken is answered
 * with what Google sends again: 500 or 503. Otherwise the change would stay unseen until the next reconcile, hours later.
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
    await receiveNotification(deps, request.headers).catch((cause: unknown) => {
      // A 409 would not come again.
      throw cause instanceof AppError && cause.code === 'conflict' ? new AppError('unavailable', { detail: 'Too much is written at once.', cause }) : cause;
    });
    return { status: 200 };
  },
});
