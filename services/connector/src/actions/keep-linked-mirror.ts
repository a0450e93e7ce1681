import type { Transaction } from '@portal-sync/store';
import { hasForgottenTexts, withoutForgottenGuests } from '../domain/forgotten.ts';
import type { GoogleItem } from '../domain/google-item.ts';
import { mirrorIdOf } from '../domain/google-ids.ts';
import { mirrorOf } from '../domain/mirror-of.ts';
import { dropMirror, keepBlock } from '../repos/keep-blocks.ts';
import { keepLetGoBlock } from '../repos/keep-let-go-block.ts';
import { links, type LinkDoc } from '../repos/links.ts';
import { mirrors, type MirrorDoc } from '../repos/mirrors.ts';
import type { Pass } from './pass.ts';
import type { TakenItem } from './take-item.ts';

/**
 * Keeps what was seen of a linked event. It takes no time of its own: the appointment does, unless it let the event go. Where its guests became others, the matcher is
 * asked what they mean.
 */
export async function keepLinkedMirror(tx: Transaction, pass: Pass, { id: linkId, appointmentId }: LinkDoc, item: GoogleItem): Promise<TakenItem> {
  const id = mirrorIdOf(pass.calendar.id, item.id);
  if (item.status === 'cancelled') {
    await dropMirror(tx, id);
    return {};
  }
  const link = await tx.get(links, linkId);
  const { agencyId, zone, firstRead } = pass.calendar;
  // A copy that its person keeps to themselves.
  const onlyBlocks = item.isPrivate && link?.origin === 'copy' ? 'private' : null;
  const ask = { agencyId, googleCalendarId: pass.calendar.id, zone, onlyBlocks, backFill: firstRead, appointmentId, runId: pass.run.id, now: pass.deps.clock.now() } as const;
  const seen = mirrorOf(withoutForgottenGuests(item, link?.forgotten, pass.key), ask);
  if (seen === null || link === undefined) return {};
  const mirror = hasForgottenTexts(link) ? { ...seen, fields: null } : seen;
  const before = await tx.get(mirrors, id);
  const known = before !== undefined && guestsOf(before) === guestsOf(mirror);
  const verdict = known ? before.verdict : null;
  await tx.put(mirrors, { ...mirror, verdict });
  if (link.state === 'dormant' && link.origin !== 'ours') await keepLetGoBlock(tx, link);
  else await keepBlock(tx, mirror, { userId: pass.card.userId, zone }, null);
  const judgeable = pass.ofStaff && pass.calendar.use === 'target' && link.kind === 'host' && pass.settings.values.direction !== 'to-google';
  // A verdict on the event as it was does not count: one that has not come yet is asked for anew.
  const isNews = !known || (verdict === null && before.etag !== mirror.etag);
  return judgeable && isNews && guestsOf(mirror) !== '' ? { judge: id } : {};
}

const guestsOf = (mirror: MirrorDoc): string =>
  mirror.attendees.filter((guest) => !guest.self && !guest.resource).map((guest) => guest.address.toLowerCase()).sort().join(' ');
