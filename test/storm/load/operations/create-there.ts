import { newMatter, type Matter } from '../matter.ts';
import { acknowledge, intend, newValues } from '../new-values.ts';
import { pick, type Member, type Stage } from '../stage.ts';
import { googleTimesOf } from '../times-of.ts';

/** A person makes an event in Google: with a guest we know, with one nobody knows, alone, or for themselves only. */
export async function createThere(stage: Stage): Promise<void> {
  // What others have in their calendars when they connect is a first read, and makes no news.
  const member = pick(stage.random, stage.members.filter(({ kind, connectionId }) => kind === 'steady' && connectionId !== null));
  if (member === undefined) return;
  const { kind, guest, contactId } = guestOf(stage, member);
  const n = stage.next();
  const matter = newMatter({
    tag: `${stage.mark}-${n}.`,
    agencyId: member.agency.id,
    hostUserId: member.userId,
    madeBy: 'google',
    becomes: becomes(kind, member.mode),
    contactId,
    newGuest: kind === 'unknown' && member.mode === 'two-way' ? guest : null,
    eventId: `st${Buffer.from(stage.mark).toString('hex')}${n}`,
  });
  stage.matters.push(matter);
  const values = newValues(stage, matter);
  const writes = intend(matter, 'there', values, null);
  // Some are invited by mail, by the person: these mails Google owes, and no others.
  const invited = guest !== null && stage.random.unit() < 0.2;
  const event = {
    id: matter.eventId,
    summary: values.title,
    location: values.location,
    description: values.description,
    ...googleTimesOf(values.when, member.agency.zone),
    ...(guest === null ? {} : { attendees: [{ email: guest }] }),
    ...(kind === 'private' ? { visibility: 'private' } : {}),
  };
  await stage.product.google.act({ account: member.email, action: 'insert', event, sendUpdates: invited ? 'all' : 'none' });
  if (invited && guest !== null) stage.owedMails.push({ to: guest, eventId: matter.eventId ?? '' });
  matter.madeAt = Date.now();
  acknowledge(writes);
  stage.tally.count(`made there: ${kind}`);
}

type GuestKind = 'known' | 'unknown' | 'alone' | 'private';

function guestOf({ random, next, mark }: Stage, { agency }: Member): { kind: GuestKind; guest: string | null; contactId: string | null } {
  const thrown = random.unit();
  const known = pick(random, agency.contacts);
  if (thrown < 0.5 && known !== undefined) return { kind: 'known', guest: known.address, contactId: known.id };
  if (thrown < 0.7) return { kind: 'unknown', guest: `new-${mark}-${next()}@strangers.example`, contactId: null };
  if (thrown < 0.85) return { kind: 'alone', guest: null, contactId: null };
  return { kind: 'private', guest: known?.address ?? null, contactId: null };
}

/** The product's table of modes. */
function becomes(kind: GuestKind, mode: Member['mode']): Matter['becomes'] {
  if (kind === 'private') return 'block';
  return kind === 'known' || mode === 'two-way' ? 'appointment' : 'block';
}
