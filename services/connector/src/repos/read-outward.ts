import type { SyncSettingsValues } from '@portal-sync/contracts';
import type { Reads } from '@portal-sync/store';
import { outwardView, type OutwardView } from '../domain/outward.ts';
import type { WaysAsk } from '../domain/ways.ts';
import type { AppointmentDoc } from './appointments.ts';
import { contactCards } from './cards.ts';
import type { LinkDoc } from './links.ts';
import { syncSettings } from './sync-settings.ts';

/** What a link should show of its appointment, and by which settings. */
export interface LinkView {
  readonly view: OutwardView;
  readonly policy: Omit<WaysAsk, 'kind'>;
  /** Of the link's own connection; undefined when it is long gone. */
  readonly settings: SyncSettingsValues | undefined;
}

export async function readOutward(reads: Reads, link: Pick<LinkDoc, 'connectionId' | 'origin'>, appointment: AppointmentDoc): Promise<LinkView> {
  const settings = (await reads.get(syncSettings, link.connectionId))?.values;
  const contact = appointment.contactId === null ? undefined : await reads.get(contactCards, appointment.contactId);
  // Hidden is what we put there; what a person wrote into an event of their own is theirs to keep.
  const clientDetails = link.origin === 'ours' ? (settings?.clientDetails ?? 'shown') : 'shown';
  return {
    view: outwardView({ appointment, origin: link.origin, clientDetails, clientName: contact?.name ?? null }),
    policy: { direction: settings?.direction ?? 'bidirectional', clientDetails, organizedElsewhere: appointment.organizedElsewhere },
    settings,
  };
}
