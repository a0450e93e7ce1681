import type { Conflict } from '@portal-sync/contracts';
import type { Intents } from '../load/play-load.ts';
import type { StormProduct } from '../load/storm-product.ts';
import { readPages } from './read-pages.ts';

interface GoogleCall {
  readonly operation: string;
  readonly status: number;
  readonly fault?: string;
}

/** Adds to the tally what the product met and went through: refusals of Google by kind, tokens renewed, conflicts by winner. */
export async function countRecoveries({ google }: StormProduct, { tally, agencies }: Pick<Intents, 'tally' | 'agencies'>): Promise<void> {
  const { calls } = await google.call<{ calls: readonly GoogleCall[] }>('GET', 'calls');
  for (const call of calls) for (const name of namesOf(call)) tally.count(name);
  for (const { admin } of agencies) {
    for (const { winner } of await readPages<Conflict>(admin, '/v1/conflicts')) tally.count(`conflict: ${winner ?? 'nobody'} won`);
  }
}

/** What a call of the product to Google was an example of; nothing for one that simply went well. */
export function namesOf({ operation, status }: GoogleCall): readonly string[] {
  if (status === 0) return ['Google answered: nothing'];
  if (status >= 400) return [`Google answered: ${status} to ${operation.split('.').slice(0, 2).join('.')}`];
  return operation === 'oauth.token.refresh' ? ['a Google token was renewed'] : [];
}
