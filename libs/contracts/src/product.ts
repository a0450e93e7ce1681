import { z } from 'zod';

/** What a connection is for. `calendar-1way` and `calendar-2way` exclude each other. */
export const product = z.enum(['calendar-2way', 'calendar-1way', 'meet']);
export type Product = z.infer<typeof product>;

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

export const GOOGLE_SCOPES = {
  events: scope('calendar.events'),
  eventsOwned: scope('calendar.events.owned'),
  calendarList: scope('calendar.calendarlist.readonly'),
  settings: scope('calendar.settings.readonly'),
} as const;

/** Google scopes per product, beside `openid email`. With more than one, Google shows a box for each. */
export const PRODUCT_SCOPES: Readonly<Record<Product, readonly string[]>> = {
  'calendar-2way': [GOOGLE_SCOPES.events, GOOGLE_SCOPES.calendarList, GOOGLE_SCOPES.settings],
  'calendar-1way': [GOOGLE_SCOPES.eventsOwned, GOOGLE_SCOPES.calendarList],
  'meet': [GOOGLE_SCOPES.eventsOwned],
};

/** Why something failed, as the one who must act sees it. */
export const failureCause = z.enum(['retry', 're-consent', 'admin-must-act', 'operator-bug']);
export type FailureCause = z.infer<typeof failureCause>;
