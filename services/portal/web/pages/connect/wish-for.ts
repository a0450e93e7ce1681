import type { Connection, Product } from '@portal-sync/contracts';
import type { ConnectIntent } from '../../api/connections.ts';

export interface ConnectWish {
  /** What the button asks for; null: nothing can be asked now. */
  readonly ask: { readonly product: Product; readonly intent: ConnectIntent; readonly connectionId?: string } | null;
  readonly label: 'continue' | 'tryAgain' | 'useOther' | 'connectAgain' | 'upgrade';
  /** A sentence about what stands already. */
  readonly note: 'noteUpgrade' | 'noteReplace' | 'noteBlocked' | 'noteRemoving' | null;
}

/** What going on to Google means, given what is connected already and how the last try ended. Pure. */
export function wishFor(product: Product, connections: readonly Connection[], why: string | null): ConnectWish {
  const same = connections.find((one) => one.product === product);
  const other = connections.find((one) => one.product !== product && one.product !== 'meet' && product !== 'meet');
  const again = why === null ? 'continue' : 'tryAgain';
  if (same?.state === 'removing' || other?.state === 'removing') return { ask: null, label: again, note: 'noteRemoving' };
  if (same !== undefined) {
    const ask = { product, connectionId: same.id } as const;
    // Another account was taken: the same one again changes nothing, so replacing is what is offered.
    if (why === 'other-account') return { ask: { ...ask, intent: 'replace' }, label: 'useOther', note: 'noteReplace' };
    return same.state === 'broken' ? { ask: { ...ask, intent: 'reconnect' }, label: 'connectAgain', note: null } : { ask: { ...ask, intent: 'replace' }, label: 'useOther', note: 'noteReplace' };
  }
  if (other === undefined) return { ask: { product, intent: 'connect' }, label: again, note: null };
  if (product === 'calendar-1way') return { ask: null, label: again, note: 'noteBlocked' };
  return { ask: { product, intent: 'upgrade', connectionId: other.id }, label: 'upgrade', note: 'noteUpgrade' };
}
