import type { ConnectionCard } from '@portal-sync/contracts';
import { markDue, newDue, type Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { defaultSettings } from '../domain/settings-caps.ts';
import { connectionCards } from '../repos/cards.ts';
import { connectionWork } from '../repos/connection-work.ts';
import { syncSettings, type SyncSettingsDoc } from '../repos/sync-settings.ts';
import { applySettings, wakeAllLinks } from './apply-settings.ts';
import { recomputeCalendarsOf } from './recompute-calendar.ts';

/**
 * Keeps what the broker says of a connection. A new one gets settings (those of the same person's and account's earlier connection, if there was
 * one: connecting again goes on where it stopped) and has its calendars listed; one that came back or broke changes who leads its calendars.
 */
export async function keepConnection(deps: Deps, card: ConnectionCard): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const before = await tx.get(connectionCards, card.id);
    // Two reads may overtake each other: the newer version stays. Leaving is for good.
    if (before !== undefined && (before.version > card.version || before.state === 'removing')) return;
    await tx.put(connectionCards, { ...card, since: card.since ?? (before?.state === card.state ? before.since : undefined) ?? deps.clock.now() });
    if (card.product === 'meet') return;
    const known = await tx.get(syncSettings, card.id);
    if (known === undefined) await firstSettings(tx, deps, card);
    const alive = card.state === 'live' && (before === undefined || before.state !== 'live' || known === undefined);
    if (alive) await askForList(tx, deps, card);
    // A person who connects the same account again gets the same connection back; its settings stood, and so did its links, resting.
    if (alive && before === undefined && known !== undefined) await wakeAllLinks(tx, deps, known);
    if (before === undefined || before.state !== card.state || before.product !== card.product) await recomputeCalendarsOf(tx, deps, card.id);
  });
}

async function firstSettings(tx: Transaction, deps: Deps, card: ConnectionCard): Promise<void> {
  const values = (await formerSettings(tx, card))?.values ?? defaultSettings(card.product);
  const { id: connectionId, agencyId, userId, account, product } = card;
  const settings: SyncSettingsDoc = { connectionId, agencyId, userId, account, product, version: 1, values, changedAt: deps.clock.now() };
  await tx.insert(syncSettings, settings);
  await applySettings(tx, deps, undefined, settings);
}

async function formerSettings(tx: Transaction, card: ConnectionCard): Promise<SyncSettingsDoc | undefined> {
  const { items } = await tx.find(syncSettings, { index: 'byUser', equals: [card.agencyId, card.userId], limit: 200 });
  const former = items.filter(({ connectionId, account, product }) => connectionId !== card.id && account === card.account && product === card.product);
  return former.sort((a, b) => b.changedAt - a.changedAt)[0];
}

async function askForList(tx: Transaction, deps: Deps, card: ConnectionCard): Promise<void> {
  const now = deps.clock.now();
  const known = await tx.get(connectionWork, card.id);
  const fresh = { id: card.id, agencyId: card.agencyId, release: null, removed: 0, ...newDue(null) };
  await tx.put(connectionWork, { ...markDue(known ?? fresh, now, now), list: true });
}
