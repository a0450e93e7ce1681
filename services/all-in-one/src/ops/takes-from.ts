import type { Operated } from './find-product.ts';

/** Whose messages each service takes: who has no cursor there may have read nothing. Held against the services themselves by a test. */
export const TAKES_FROM: Readonly<Record<Operated, readonly Operated[]>> = {
  broker: ['connector', 'matcher', 'portal', 'trigger'],
  connector: ['broker', 'matcher'],
  matcher: ['broker', 'connector', 'matcher', 'portal', 'trigger'],
  trigger: ['broker', 'connector', 'matcher'],
  portal: ['broker', 'connector', 'matcher', 'trigger'],
};
