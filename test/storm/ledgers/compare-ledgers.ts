import type { Intents } from '../load/play-load.ts';
import type { StormProduct } from '../load/storm-product.ts';
import { compareFirings } from './compare-firings.ts';
import { compareGoogle } from './compare-google.ts';
import { compareMails } from './compare-mails.ts';
import { compareRecords } from './compare-records.ts';
import { compareSyncLog } from './compare-sync-log.ts';
import { countRecoveries } from './count-recoveries.ts';
import type { Evidence } from './evidence.ts';
import { LedgerCount, type LedgerRow } from './ledger-row.ts';
import { readEvidence } from './read-evidence.ts';

/** Reads all there is and compares it with what was asked: the five ledgers, and what was refused or never answered though nothing was wrong with it. */
export async function compareLedgers({ product, intents }: { product: StormProduct; intents: Intents }): Promise<LedgerRow[]> {
  await countRecoveries(product, intents);
  return compareEvidence(intents, await readEvidence(product, intents));
}

/** The same on what was read already. */
export function compareEvidence(intents: Intents, { agencies, events, googleMails, knocks }: Evidence): LedgerRow[] {
  const { matters, members, owedMails, mark } = intents;
  const staying = (agencyId: string, userId: string): boolean => members.some((member) => member.agency.id === agencyId && member.userId === userId && member.kind === 'steady');
  return [
    compareRecords(matters, agencies),
    compareGoogle(matters, agencies, events),
    compareMails(agencies, owedMails, googleMails, mark),
    compareFirings(agencies, knocks, staying),
    compareSyncLog(matters, agencies, events),
    compareAnswers(intents),
  ];
}

function compareAnswers({ refused, unanswered, matters }: Intents): LedgerRow {
  const count = new LedgerCount('answers');
  count.expect(matters.length);
  count.find(matters.filter(({ madeAt }) => madeAt !== null).length);
  for (const text of refused) count.fault('wrong', `refused: ${text}`);
  for (const text of unanswered) count.fault('lost', `never answered: ${text}`);
  return count.row();
}
