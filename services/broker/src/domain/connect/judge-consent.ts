import type { ConnectIntent } from './decide-connect.ts';

export type ConsentVerdict =
  | { readonly kind: 'pending' }
  | { readonly kind: 'other-account'; readonly mayReplace: boolean }
  | { readonly kind: 'box-missing'; readonly missing: readonly string[] };

/** What a consent that came back is good for. `standingSub`: the Google account connected so far, where the wish speaks of one. */
export function judgeConsent(consent: {
  readonly intent: ConnectIntent;
  readonly sub: string;
  readonly standingSub: string | undefined;
  readonly missing: readonly string[];
}): ConsentVerdict {
  const sameAccount = consent.standingSub === undefined || consent.standingSub === consent.sub;
  // reconnect and upgrade go on with the same account: another one changes nothing
  if (!sameAccount && consent.intent === 'reconnect') return { kind: 'other-account', mayReplace: true };
  if (!sameAccount && consent.intent === 'upgrade') return { kind: 'other-account', mayReplace: false };
  // a box was left out: the product would not work
  if (consent.missing.length > 0) return { kind: 'box-missing', missing: consent.missing };
  return { kind: 'pending' };
}
