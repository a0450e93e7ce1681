import type { Contact } from '@portal-sync/contracts';
import { useSession } from '../../api/session.ts';
import { dayOnly } from '../../dates/format.ts';
import { useTexts } from '../../texts/use-texts.ts';

/** Where a contact came from, in a sentence. */
export function Provenance({ of }: { readonly of: Pick<Contact, 'provenance'> }) {
  const { say, locale } = useTexts();
  const { zone } = useSession();
  return <>{say(`provenance.${of.provenance.kind}`, { day: dayOnly(of.provenance.at, locale, zone) })}</>;
}
