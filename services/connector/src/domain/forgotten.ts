import { hmac, normalizeAddress } from '@portal-sync/kernel';
import type { InflightWrite, LinkDoc, SyncedFields } from '../repos/links.ts';
import { isAddressOf, type Erased } from './erased-contact.ts';
import type { GoogleItem } from './google-item.ts';
import { sameSynced } from './same-synced.ts';

/** Texts of an appointment in which something about its client can stand. */
export const TEXTS = ['title', 'location', 'meetingLink', 'description'] as const;
type Text = (typeof TEXTS)[number];

type Forgotten = LinkDoc['forgotten'];
type SomeFields = { readonly [F in keyof SyncedFields]?: SyncedFields[F] | undefined };

/** How an erased guest's address is kept: enough to know it again, nothing to read it from. `key` is the agency's identity key. */
const digestOf = (key: string, address: string): string =>
  Buffer.from(hmac(key, 'erased-guest', normalizeAddress(address) ?? address.toLowerCase())).toString('base64url');

/**
 * A link without a contact who was erased. What Google still shows of them is not known any more: those texts are written anew where we may write,
 * and not taken from there until then, and the guest does not come back with the next read. `ours` is the appointment without them; `isClient`: it
 * was for them.
 */
export function forgetContact(link: LinkDoc, ours: SyncedFields, erased: Erased & { readonly isClient: boolean }, key: string): LinkDoc {
  const texts = erased.isClient ? textsOf(link, ours) : [];
  const guests = [...(link.base?.guests ?? []), ...(link.echo?.guests ?? [])].filter(({ address }) => isAddressOf(address, erased)).map(({ address }) => digestOf(key, address));
  const left = <F extends SomeFields>(fields: F): F => withoutGuests(withoutTexts(fields, texts), erased);
  const prefix = (text: string): string => (erased.isClient ? '' : text);
  const stripped: LinkDoc = {
    ...link,
    base: link.base === null ? null : withoutGuests(insteadOf(link.base, texts, ours), erased),
    echo: link.echo === null ? null : left(link.echo),
    inflight: link.inflight.map((write) => ({ ...write, titlePrefix: prefix(write.titlePrefix), fields: left(write.fields) })),
    titlePrefix: prefix(link.titlePrefix),
  };
  const { texts: before, guests: others } = link.forgotten ?? { texts: [], guests: [] };
  return withForgotten(stripped, { texts: [...new Set([...before, ...texts])], guests: [...new Set([...others, ...guests])] });
}

/** The texts that the link knows otherwise than the appointment says them now. Place and meeting link share one line in Google. */
function textsOf({ base, echo, inflight, titlePrefix }: LinkDoc, ours: SyncedFields): readonly Text[] {
  const known = [base, ...inflight.map(({ fields }) => fields)];
  const differs = (text: Text): boolean =>
    echo?.[text] !== undefined || known.some((fields) => fields?.[text] !== undefined && !sameSynced(text, fields[text], ours[text]));
  const prefixed = titlePrefix !== '' || inflight.some((write) => write.titlePrefix !== '');
  const place = differs('location') || differs('meetingLink');
  const forgets = { title: prefixed || differs('title'), location: place, meetingLink: place, description: differs('description') };
  return TEXTS.filter((text) => forgets[text]);
}

const withoutTexts = <F extends SomeFields>(fields: F, texts: readonly Text[]): F =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => !(texts as readonly string[]).includes(field))) as F;

const insteadOf = (fields: SyncedFields, texts: readonly Text[], ours: SyncedFields): SyncedFields => ({ ...fields, ...Object.fromEntries(texts.map((text) => [text, ours[text]])) });

const withoutGuests = <F extends SomeFields>(fields: F, erased: Erased): F =>
  fields.guests === undefined ? fields : { ...fields, guests: fields.guests.filter(({ address }) => !isAddressOf(address, erased)) };

function withForgotten({ forgotten: _before, ...link }: LinkDoc, forgotten: Forgotten): LinkDoc {
  return forgotten === undefined || (forgotten.texts.length === 0 && forgotten.guests.length === 0) ? link : { ...link, forgotten };
}

/** What Google shows, without texts that we have forgotten: in their place stands what the link knows, or, where it knows nothing yet, ours. */
export const unshown = (fields: SyncedFields | null, { forgotten, base }: Pick<LinkDoc, 'forgotten' | 'base'>, ours: SyncedFields): SyncedFields | null =>
  fields === null || forgotten === undefined ? fields : insteadOf(fields, forgotten.texts, base ?? ours);

/** An event without guests who were erased. */
export function withoutForgottenGuests(item: GoogleItem, forgotten: Forgotten, key: string): GoogleItem {
  if (forgotten === undefined || forgotten.guests.length === 0) return item;
  return { ...item, attendees: item.attendees.filter(({ address }) => !forgotten.guests.includes(digestOf(key, address))) };
}

/** A write of ours is known to be done: the texts it wrote are known again. */
export const afterWriting = (link: LinkDoc, write: InflightWrite): LinkDoc =>
  link.forgotten === undefined ? link : withForgotten(link, { ...link.forgotten, texts: link.forgotten.texts.filter((text) => write.fields[text] === undefined) });

export const hasForgottenTexts = (link: Pick<LinkDoc, 'forgotten'>): boolean => (link.forgotten?.texts.length ?? 0) > 0;
