import { pick, type Stage } from '../stage.ts';

/** What goes wrong at Google now and then, on one call or two. */
const TROUBLES: readonly { readonly name: string; readonly operations: readonly string[]; readonly effect: object }[] = [
  { name: '503', operations: ['events.insert', 'events.patch', 'events.delete', 'events.list', 'events.get'], effect: { status: 503, reason: 'backendError' } },
  { name: 'quota (403)', operations: ['events.insert', 'events.patch', 'events.list'], effect: { status: 403, reason: 'rateLimitExceeded' } },
  { name: 'quota (429)', operations: ['events.patch', 'events.delete'], effect: { status: 429, reason: 'rateLimitExceeded' } },
  { name: 'reply lost after the deed', operations: ['events.insert', 'events.patch', 'events.delete'], effect: { lostReply: true } },
  { name: 'dropped before the deed', operations: ['events.insert', 'events.patch', 'events.delete', 'events.list'], effect: { dropped: true } },
  { name: 'slow reply', operations: ['events.insert', 'events.patch', 'events.list'], effect: { delayMs: 1_500 } },
  // Not of lists: a list that hides the last change of an event never seen before, and counts it as told, hides it from everybody for good.
  { name: 'stale read', operations: ['events.get'], effect: { staleRead: true } },
  { name: 'access token refused', operations: ['events.insert', 'events.patch', 'events.list'], effect: { status: 401, reason: 'authError' } },
  { name: 'refresh refused (503)', operations: ['oauth.token.refresh'], effect: { status: 503 } },
];

/** Google fails one call or two, of somebody or of anybody. */
export async function troubleGoogle(stage: Stage): Promise<void> {
  const trouble = pick(stage.random, TROUBLES);
  const operation = trouble === undefined ? undefined : pick(stage.random, trouble.operations);
  if (trouble === undefined || operation === undefined) return;
  await stage.product.google.fault({ operation, count: stage.random.unit() < 0.7 ? 1 : 2, ...trouble.effect });
  stage.tally.count(`Google: ${trouble.name}`);
}

/** Sync tokens handed out so far answer 410. */
export async function expireSyncTokens(stage: Stage): Promise<void> {
  const member = pick(stage.random, stage.members.filter(({ connectionId }) => connectionId !== null));
  if (member === undefined) return;
  await stage.product.google.call('POST', 'expire-sync-tokens', { calendarId: member.email });
  stage.tally.count('Google: sync token gone (410)');
}

/** A notification gets lost, comes late, or comes twice. */
export async function troubleNotifications(stage: Stage): Promise<void> {
  const thrown = stage.random.unit();
  const [name, how] = thrown < 0.4 ? ['lost', { drop: true }] : thrown < 0.7 ? ['late', { delayMs: 3_000 }] : ['twice', { duplicate: true }];
  await stage.product.google.call('POST', 'notifications', { ...(how as object), count: 1 });
  stage.tally.count(`Google: notification ${String(name)}`);
}

/** Google's clock goes on by more than an hour: every access token is over at once. */
export async function passAnHour(stage: Stage): Promise<void> {
  if (stage.tally.of('Google: an hour passes') >= 4) return;
  await stage.product.google.call('POST', 'clock', { advanceMs: 61 * 60_000 });
  stage.tally.count('Google: an hour passes');
}
